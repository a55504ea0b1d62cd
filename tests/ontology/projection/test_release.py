from pyoxigraph import Literal

from ontology.iri import iri
from ontology.projection import ReleaseNote, release_graph
from ontology.vocabulary import term

NOTE = ReleaseNote(
    id="20260102T030405Z",
    previous="20260101T030405Z",
    created="2026-01-02T03:04:05+00:00",
    software="0.1.0",
    counts={"documents": 3},
    models=("all-MiniLM-L6-v2",),
    added=("article/a b",),
    removed=2,
)


def test_a_release_is_described_as_a_dataset_with_what_came_anew():
    graph = release_graph(NOTE)
    said = {(t.predicate, t.object) for t in graph.triples if t.subject == iri("release", NOTE.id)}
    assert graph.iri == "https://w3id.org/drcgraph/graph/release"
    assert said >= {
        (term("rdf:type"), term("dcat:Dataset")),
        (term("dcat:previousVersion"), iri("release", "20260101T030405Z")),
        (term("drc:added"), iri("article", "a b")),
        (term("drc:removedDocuments"), Literal(2)),
    }


def test_a_count_says_what_is_counted():
    triples = list(release_graph(NOTE).triples)
    (part,) = (t.object for t in triples if t.predicate == term("drc:count"))
    assert {t.object for t in triples if t.subject == part} == {Literal("documents"), Literal(3)}
