"""Releases compared: in words, as values and as RDF."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from ingest.publish import add_register, ingest
from search.difference import compare_releases
from search.release import open_release

MODELS: tuple[str, ...] = ()
OWN_POLICY = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix drc: <https://w3id.org/drcgraph/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
<https://w3id.org/drcgraph/policy/zanter-harbour-plan> a drc:PolicyDocument ;
    dcterms:title "Zanter Harbour Development Plan"@en ;
    eli:type_document <https://w3id.org/drcgraph/concept/policy-kind/plan> ;
    drc:level <https://w3id.org/drcgraph/concept/level/municipal> .
"""


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """Three releases: one article; another text, one more article; one more policy in the register."""
    root = tmp_path_factory.mktemp("difference")

    def publish(**texts):
        (root / "articles").mkdir(exist_ok=True)
        for name, text in texts.items():
            (root / "articles" / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n{text}\n")
        return ingest(root / "data", [root / "articles"], models=MODELS).release

    cited = "The city issued the Zanter Harbour Development Plan."
    ids = [
        publish(one="Made in China 2025 names ten industries."),
        publish(one="Nothing is left.", two=cited),
    ]
    register = Path(root / "own.ttl")
    register.write_text(OWN_POLICY)
    ids.append(add_register(root / "data", register, models=MODELS).release)
    return [open_release(root / "data", id_) for id_ in ids]


def test_documents_citations_and_statements_are_compared(releases, tmp_path):
    difference = compare_releases(releases[0], releases[1])
    assert difference.documents_added == ("two",)
    assert difference.documents_changed == ("one",)
    assert difference.documents_removed == ()
    lines = list(difference.lines())
    assert "document new: two" in lines
    assert "document changed: one" in lines
    gone = "citation gone in one: 'Made in China 2025', resolved (made-in-china-2025)"
    assert gone in lines
    graphs = {graph.graph.rpartition("/graph/")[2] for graph in difference.statements}
    assert graphs == {"article/one", "article/two", "release"}
    difference.write_rdf(tmp_path / "difference.trig")
    quads = list(parse(path=str(tmp_path / "difference.trig"), format=RdfFormat.TRIG))
    names = {quad.graph_name.value.rpartition("/")[2] for quad in quads}
    assert names == {"added", "removed"}
    assert len(quads) == sum(len(g.added) + len(g.removed) for g in difference.statements)


def test_the_other_way_round_what_came_went(releases, tmp_path):
    forth, back = compare_releases(*releases[:2]), compare_releases(*releases[1::-1])
    assert back.documents_removed == forth.documents_added
    assert len(back.citations) == len(forth.citations)
    assert "document gone: two" in back.lines()
    back.write_rdf(tmp_path / "back.trig")
    quads = parse(path=str(tmp_path / "back.trig"), format=RdfFormat.TRIG)
    gone = {(q.subject.value, q.object.value) for q in quads if q.predicate.value.endswith("#titleAsRead")}
    assert ("https://w3id.org/drcgraph/article/two", "two") in gone


def test_citations_are_resolved_when_the_register_gains_their_policy(releases):
    difference = compare_releases(releases[1], releases[2])
    assert difference.documents_added == ("zanter-harbour-plan",)
    (item,) = [item for item in difference.citations if item.document == "two"]
    assert (item.before.status, item.after.status) == ("unregistered", "resolved")
    assert item.after.policy == "zanter-harbour-plan"
    assert any("unregistered -> resolved (zanter-harbour-plan)" in line for line in difference.lines())


def test_a_release_does_not_differ_from_itself(releases):
    difference = compare_releases(releases[1], releases[1])
    assert list(difference.lines()) == ["statements: 0 new, 0 gone, in 0 graphs"]
    assert difference.as_dict()["citations"] == []
