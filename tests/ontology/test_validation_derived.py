"""Derived links conform, and one variant for each way in which they can be broken is caught."""

import pyoxigraph as ox
import pytest

from ontology.article import Annotation, Article, Document, Measure, Passage
from ontology.derived_link import DerivedLinks, PlacedMeasure, RelatedPolicies, Transmission, Uptake
from ontology.knowledge import load_knowledge
from ontology.model import ontology_graph
from ontology.named_graph import NamedGraph
from ontology.projection import DERIVED_GRAPH, Provenance, article_graph, derived_graph, register_graph
from ontology.validation import validate, validate_derived
from ontology.vocabulary import PREFIXES

TEXT = "open wider to Russia"
PROVENANCE = Provenance("drcgraph", "0.1.0", "m", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", "ab12")
CENTRAL, LOCAL = "northeast-full-revitalization-opinions-2016", "liaoning-bri-pilot-zone-2018"


def placed(kind, id_):
    return PlacedMeasure(kind, id_, Measure(0, len(TEXT), TEXT, "opening-up", 0.8, "proposed"))


def reading(kind, id_):
    document = Document(id_, "Title", TEXT, kind=kind, date="2015", text_role="full text")
    passage = Passage(f"{id_}#0", 0, len(TEXT), TEXT)
    return article_graph(
        Article(document, (passage,), Annotation("en", measures=(placed(kind, id_).measure,))), PROVENANCE
    )


LINKS = DerivedLinks(
    uptakes=(Uptake(placed("article", "a"), placed("policy", CENTRAL), "full text", 0.7, 0.8),),
    transmissions=(
        Transmission(placed("policy", CENTRAL), LOCAL, None, "dropped", "full text", 0.1, 0.9),
        Transmission(
            placed("policy", CENTRAL),
            "jilin-14th-fyp-2021",
            placed("policy", LOCAL),
            "kept",
            "register summary",
            0.9,
            0.9,
        ),
    ),
    related=(RelatedPolicies(CENTRAL, LOCAL, True, ("article/a",), 0.5, 0.6),),
    model="multilingual-use",
)


@pytest.fixture(scope="module")
def others():
    policies = load_knowledge().policies
    known = [policies[id_] for id_ in (CENTRAL, LOCAL, "jilin-14th-fyp-2021")]
    register = list(register_graph(known).triples)
    ids = {(id_, kind) for id_, kind in (("a", "article"), (CENTRAL, "policy"), (LOCAL, "policy"))}
    return [
        ontology_graph(),
        *(reading(kind, id_) for id_, kind in sorted(ids)),
        NamedGraph("https://w3id.org/drcgraph/graph/register", register),
    ]


def rules_broken(others, update=None):
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(t.subject, t.predicate, t.object) for t in derived_graph(LINKS, "0.1.0").triples
    )
    if update:
        prefixes = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
        store.update(prefixes + update)
    graph = NamedGraph(DERIVED_GRAPH, [quad.triple for quad in store])
    return {result.rule for result in validate_derived(graph, others).results}


@pytest.fixture(scope="module")
def kept(others):
    return [NamedGraph(graph.iri, list(graph.triples)) for graph in others]


def test_sound_links_conform(kept):
    assert rules_broken(kept) == set()


def test_links_are_checked_with_the_rest_of_a_release(kept):
    links = list(derived_graph(LINKS, "0.1.0").triples)
    broken = [t for t in links if not t.predicate.value.endswith("#linkScore")]
    report = validate([*kept, NamedGraph(DERIVED_GRAPH, broken)])
    assert "link-score" in {result.rule for result in report.results}


@pytest.mark.parametrize(
    ("rule", "update"),
    [
        ("link-score", "DELETE WHERE { ?l drc:linkScore ?s }"),
        ("link-score", "INSERT { ?l drc:linkScore 1.5e0 } WHERE { ?l a drc:Uptake }"),
        ("link-similarity", 'INSERT { ?l drc:similarity "near" } WHERE { ?l a drc:Uptake }'),
        ("link-evidence", "DELETE WHERE { ?l prov:wasDerivedFrom ?m }"),
        ("link-software", "DELETE WHERE { ?a schema:softwareVersion ?v }"),
        ("uptake-proposed", "DELETE WHERE { ?l drc:proposedMeasure ?m }"),
        ("uptake-ordered", "INSERT { ?l drc:orderedMeasure policy:x } WHERE { ?l a drc:Uptake }"),
        ("uptake-role", "DELETE { ?l drc:evidenceRole ?r } WHERE { ?l a drc:Uptake ; drc:evidenceRole ?r }"),
        (
            "uptake-source",
            "DELETE { ?l drc:sourceDocument ?d } WHERE { ?l a drc:Uptake ; drc:sourceDocument ?d }",
        ),
        ("uptake-target", "INSERT { ?l drc:targetDocument article:a } WHERE { ?l a drc:Uptake }"),
        ("transmission", "DELETE WHERE { ?l drc:localMeasure ?m }"),
        ("transmission-central", "DELETE WHERE { ?l drc:centralMeasure ?m }"),
        (
            "transmission-local",
            "INSERT { ?l drc:localMeasure policy:x } WHERE { ?l drc:outcome outcome:kept }",
        ),
        ("transmission-outcome", "DELETE WHERE { ?l drc:outcome ?o }"),
        (
            "transmission-role",
            "DELETE { ?l drc:evidenceRole ?r } WHERE { ?l a drc:Transmission ; drc:evidenceRole ?r }",
        ),
        (
            "transmission-policy",
            "DELETE { ?l drc:targetDocument ?d } WHERE { ?l a drc:Transmission ; drc:targetDocument ?d }",
        ),
        ("related-policies", "DELETE WHERE { ?l drc:relatedPolicy ?p }"),
        ("related-citing", "INSERT { ?l drc:citedTogetherBy region:x } WHERE { ?l a drc:RelatedPolicies }"),
    ],
)
def test_a_fault_in_a_link_is_caught(kept, rule, update):
    assert rule in rules_broken(kept, update)
