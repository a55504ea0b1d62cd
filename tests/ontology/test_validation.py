"""A small sound release, and one variant of it for each way in which it can be broken."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology.article import Annotation, Article, Citation, Document, Measure, Mention, Passage, Quantity
from ontology.knowledge import load_knowledge
from ontology.model import ontology_graph
from ontology.named_graph import NamedGraph
from ontology.projection import Provenance, article_graph
from ontology.projection.entity import entity_triples
from ontology.projection.policy import policy_triples
from ontology.turtle import read_turtle
from ontology.validation import validate, validate_articles
from ontology.vocabulary import PREFIXES, term

TEXT = "Daqing should build a base with 2 billion yuan by 2020, as Made in China 2025 and the Plan ask."
SHAPES = Path(__file__).parents[2] / "ontology" / "shapes"
PROVENANCE = Provenance("drcgraph", "0.1.0", "m", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", "ab12")


def place(quote):
    return {"start": TEXT.index(quote), "end": TEXT.index(quote) + len(quote), "text": quote}


def citation(quote, status, policy, candidates):
    return Citation(
        **place(quote),
        status=status,
        policy=policy,
        candidates=candidates,
        title=quote,
        number=None,
        by="title",
        score=0.9,
    )


ARTICLE = Article(
    Document("a", "Oil and after", TEXT, url="http://example.org/a", date="2017-03-01"),
    (Passage("a#0", 0, len(TEXT), TEXT),),
    Annotation(
        "en",
        mentions=(Mention(**place("Daqing"), type="region", id="daqing", label="Daqing", score=0.9),),
        citations=(
            citation("Made in China 2025", "resolved", "made-in-china-2025", ("made-in-china-2025",)),
            citation("the Plan", "ambiguous", None, ("12th-five-year-plan", "13th-five-year-plan")),
        ),
        measures=(
            Measure(
                **place("build a base with 2 billion yuan by 2020"),
                instrument="investment-projects",
                score=0.7,
                standing="proposed",
                actors=("ndrc",),
                industries=("oil",),
                regions=("daqing",),
                policies=("made-in-china-2025",),
                quantities=(Quantity("2 billion yuan", 2e9, "yuan"),),
                deadline="2020",
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def model():
    """The ontology, a few list entries with all that contains them, and three policies."""
    knowledge = load_knowledge()
    triples = list(ontology_graph().triples)
    for type_, id_ in (
        ("region", "daqing"),
        ("actor", "ndrc"),
        ("actor", "mep"),
        ("actor", "mee"),
        ("actor", "npc"),
        ("industry", "oil"),
        ("industry", "manufacturing"),
        ("instrument", "investment-projects"),
    ):
        entity = knowledge.entity(type_, id_)
        while entity is not None:
            triples += entity_triples(entity)
            entity = knowledge.entity(type_, entity.broader) if entity.broader else None
    for id_ in ("12th-five-year-plan", "13th-five-year-plan", "made-in-china-2025"):
        triples += bare(policy_triples(knowledge.policy(id_)))
    return triples


def bare(triples):
    """Without what links to entries left out here."""
    kept = ("eli:is_about", "eli:cites", "drc:implements", "dcterms:replaces", "drc:extends")
    dropped = {PREFIXES[p] + name for p, _, name in (link.partition(":") for link in kept)}
    return [t for t in triples if t.predicate.value not in dropped]


def changed(triples, update):
    store = ox.Store()
    store.extend(ox.Quad(*t) for t in set(triples))
    if update:
        store.update(update, prefixes=PREFIXES)
    return [quad.triple for quad in store]


def release(model, article_update="", model_update=""):
    article = changed(article_graph(ARTICLE, PROVENANCE).triples, article_update)
    return [
        NamedGraph("https://w3id.org/drcgraph/graph/article/a", article),
        NamedGraph("https://w3id.org/drcgraph/graph/register", changed(model, model_update)),
    ]


def test_the_sound_release_conforms(model):
    report = validate(release(model))
    assert report.results == ()
    assert report.conforms


DROP = "DELETE WHERE {{ ?s {0} ?o }}"
REPLACE = "DELETE {{ ?s {0} ?o }} INSERT {{ ?s {0} {1} }} WHERE {{ ?s {0} ?o }}"
ADD = "INSERT {{ ?s {1} }} WHERE {{ ?s a {0} }}"

ARTICLE_FAULTS = [
    ("document-title", DROP.format("drc:titleAsRead")),
    ("document-text", DROP.format("drc:text")),
    ("document-language", REPLACE.format("dc:language", '"English"')),
    ("document-date", REPLACE.format("dcterms:issued", '"spring 2017"')),
    ("document-role", REPLACE.format("drc:textRole", "status:expired")),
    ("passage-document", REPLACE.format("dcterms:isPartOf", "article:nobody")),
    ("passage-selector", "DELETE { ?s oa:hasSelector ?o } WHERE { ?s a drc:Passage ; oa:hasSelector ?o }"),
    ("selector-start", REPLACE.format("oa:start", "999")),
    ("selector-end", DROP.format("oa:end")),
    ("selector-quote", REPLACE.format("oa:exact", '""')),
    ("quote-matches-text", REPLACE.format("oa:exact", '"another text"')),
    ("finding-target", DROP.format("oa:hasTarget")),
    ("finding-document", "DELETE { ?t oa:hasSource ?o } WHERE { ?s oa:hasTarget ?t . ?t oa:hasSource ?o }"),
    ("finding-selector", DROP.format("oa:hasSelector")),
    ("finding-confidence", REPLACE.format("drc:confidence", "1.5e0")),
    ("finding-activity", DROP.format("prov:wasGeneratedBy")),
    ("finding-passage", REPLACE.format("drc:inPassage", "passage:nowhere")),
    ("mention-entity", DROP.format("oa:hasBody")),
    ("mention-entity-known", REPLACE.format("oa:hasBody", "region:atlantis")),
    ("mention-label", "DELETE { ?s rdfs:label ?o } WHERE { ?s a drc:Mention ; rdfs:label ?o }"),
    ("mention-status", REPLACE.format("drc:mentionStatus", "mention-status:guessed")),
    ("citation-state", REPLACE.format("drc:citationState", "citation-state:lost")),
    ("citation-recognition", DROP.format("drc:recognizedBy")),
    ("citation-citing", DROP.format("cito:hasCitingEntity")),
    ("citation-cited", REPLACE.format("cito:hasCitedEntity", "policy:no-such-plan")),
    ("citation-candidate", ADD.format("drc:Citation", "drc:candidate policy:no-such-plan")),
    ("citation-state-fits", DROP.format("drc:candidate")),
    ("citation-state-fits", DROP.format("cito:hasCitedEntity")),
    ("cited-with-quote", ADD.format("drc:Article", "cito:cites policy:13th-five-year-plan")),
    ("measure-instrument", DROP.format("drc:instrument")),
    ("measure-standing", REPLACE.format("drc:standing", "standing:hoped")),
    ("measure-actor", ADD.format("drc:Measure", "drc:actor region:daqing")),
    ("measure-industry", ADD.format("drc:Measure", "drc:targetIndustry industry:magic")),
    ("measure-region", ADD.format("drc:Measure", "drc:targetRegion actor:ndrc")),
    ("measure-policy", ADD.format("drc:Measure", "drc:refersToPolicy actor:ndrc")),
    ("measure-deadline", REPLACE.format("drc:deadline", '"soon"')),
    ("measure-quantity", ADD.format("drc:Measure", "drc:quantity region:daqing")),
    ("quantity-value", REPLACE.format("schema:value", '"two"')),
    ("quantity-unit", DROP.format("schema:unitText")),
    ("quantity-text", DROP.format("drc:quantityText")),
    ("reading-software", DROP.format("prov:wasAssociatedWith")),
    ("reading-start", REPLACE.format("prov:startedAtTime", '"2027-01-01T00:00:00Z"^^xsd:dateTime')),
    ("reading-end", REPLACE.format("prov:endedAtTime", '"later"')),
    ("reading-input", DROP.format("drc:inputHash")),
    ("reading-document", DROP.format("prov:used")),
]

MODEL_FAULTS = [
    ("entity-labels", "region:daqing", 'INSERT DATA { region:daqing skos:prefLabel "Second"@en }'),
    (
        "entity-labels-count",
        "region:daqing",
        "DELETE { ?s skos:prefLabel ?l } WHERE { ?s skos:prefLabel ?l }",
    ),
    ("entity-notation", "region:daqing", 'INSERT DATA { region:daqing skos:notation "230601"^^drc:GBT2260 }'),
    ("actor-kind", "actor:ndrc", REPLACE.format("org:classification", "actor-kind:wizard")),
    ("actor-parent", "actor:ndrc", REPLACE.format("org:subOrganizationOf", "region:daqing")),
    ("actor-region", "actor:ndrc", "INSERT DATA { actor:ndrc dcterms:spatial region:atlantis }"),
    ("actor-successor", "actor:mep", REPLACE.format("drc:successor", "actor:nobody")),
    ("actor-no-circle", "actor:mee", "INSERT DATA { actor:mee drc:successor actor:mep }"),
    ("industry-broader", "industry:oil", REPLACE.format("skos:broader", "industry:magic")),
    ("industry-code", "industry:oil", 'INSERT DATA { industry:oil skos:notation "7"^^drc:GBT4754 }'),
    ("industry-no-circle", "industry:oil", "INSERT DATA { industry:oil skos:broader industry:oil }"),
    ("region-kind", "region:daqing", REPLACE.format("dcterms:type", '"city"')),
    ("region-parent", "region:daqing", REPLACE.format("gn:parentFeature", "region:atlantis")),
    ("region-code", "region:daqing", REPLACE.format("skos:notation", '"23"^^drc:GBT2260')),
    ("region-latitude", "region:daqing", REPLACE.format("geo:lat", "146.5")),
    ("region-longitude", "region:daqing", REPLACE.format("geo:long", '"east"')),
    ("region-member", "region:daqing", "INSERT DATA { region:daqing drc:comprises region:atlantis }"),
    ("region-designation", "region:daqing", "INSERT DATA { region:daqing drc:designation level:national }"),
    ("region-no-circle", "region:china", "INSERT DATA { region:china gn:parentFeature region:daqing }"),
    ("instrument-definition", "instrument:investment-projects", DROP.format("skos:definition")),
    ("instrument-family", "instrument:investment-projects", DROP.format("drc:family")),
    ("policy-title", "policy:made-in-china-2025", DROP.format("dcterms:title")),
    ("policy-kind", "policy:made-in-china-2025", DROP.format("eli:type_document")),
    ("policy-level", "policy:made-in-china-2025", REPLACE.format("drc:level", "level:galactic")),
    ("policy-status", "policy:made-in-china-2025", REPLACE.format("drc:status", '"valid"')),
    ("policy-issuer", "policy:made-in-china-2025", REPLACE.format("eli:passed_by", '"State Council"')),
    (
        "policy-lead",
        "policy:13th-five-year-plan",
        ADD.format("drc:PolicyDocument", "drc:leadIssuer region:daqing"),
    ),
    ("policy-date", "policy:made-in-china-2025", REPLACE.format("eli:date_document", '"May 2015"')),
    (
        "policy-valid-from",
        "policy:made-in-china-2025",
        ADD.format("drc:PolicyDocument", 'eli:first_date_entry_in_force "x"'),
    ),
    (
        "policy-valid-to",
        "policy:made-in-china-2025",
        ADD.format("drc:PolicyDocument", 'eli:date_no_longer_in_force "x"'),
    ),
    (
        "policy-validity-order",
        "policy:13th-five-year-plan",
        REPLACE.format("eli:date_no_longer_in_force", '"1999"^^xsd:gYear'),
    ),
    ("policy-region", "policy:made-in-china-2025", REPLACE.format("dcterms:spatial", "actor:ndrc")),
    (
        "policy-industry",
        "policy:made-in-china-2025",
        ADD.format("drc:PolicyDocument", "eli:is_about actor:ndrc"),
    ),
    ("policy-certainty", "policy:made-in-china-2025", REPLACE.format("drc:certainty", '"maybe"')),
    ("policy-source", "policy:made-in-china-2025", REPLACE.format("dcterms:source", '"a book"')),
    *(
        (rule, "policy:made-in-china-2025", ADD.format("drc:PolicyDocument", f"{link} policy:no-such-plan"))
        for rule, link in (
            ("policy-implements", "drc:implements"),
            ("policy-cites", "eli:cites"),
            ("policy-replaces", "dcterms:replaces"),
            ("policy-amends", "eli:amends"),
            ("policy-extends", "drc:extends"),
        )
    ),
    (
        "policy-not-itself",
        "policy:made-in-china-2025",
        "INSERT DATA { policy:made-in-china-2025 eli:cites policy:made-in-china-2025 }",
    ),
    ("correction-time", "policy:made-in-china-2025", "INSERT DATA { policy:made-in-china-2025 a drc:Merge }"),
    (
        "merge-source",
        "region:daqing",
        "INSERT DATA { region:daqing a drc:Merge ; drc:mergedInto region:china }",
    ),
    ("merge-target", "region:daqing", "INSERT DATA { region:daqing a drc:Merge }"),
    ("judgement-quote", "region:daqing", "INSERT DATA { region:daqing a drc:Rejection }"),
    ("rejection-entity", "region:daqing", "INSERT DATA { region:daqing a drc:Rejection }"),
    ("confirmation-entity", "region:daqing", "INSERT DATA { region:daqing a drc:Confirmation }"),
    ("term-label", "drc:Measure", "DELETE WHERE { drc:Measure rdfs:label ?l }"),
    (
        "term-definition",
        "drc:Measure",
        'DELETE { ?s skos:definition ?d } WHERE { ?s skos:definition ?d FILTER LANGMATCHES(LANG(?d), "zh") }',
    ),
    ("term-example", "drc:standing", "DELETE WHERE { drc:standing skos:example ?e }"),
    ("property-range", "drc:actor", "DELETE WHERE { drc:actor rdfs:range ?r }"),
    ("property-domain", "drc:actor", "INSERT DATA { drc:actor rdfs:domain drc:Region }"),
    ("term-defined", "drc:Phantom", "INSERT DATA { drc:Measure rdfs:subClassOf drc:Phantom }"),
    ("concept-label", "standing:done", "DELETE WHERE { standing:done skos:prefLabel ?l }"),
    ("concept-scheme", "standing:done", "INSERT DATA { standing:done skos:inScheme level:national }"),
]


@pytest.mark.parametrize(("rule", "update"), ARTICLE_FAULTS)
def test_a_fault_in_an_article_is_caught_with_node_and_rule(model, rule, update):
    article, register = release(model, article_update=update)
    report = validate_articles([article], [register])
    found = [result for result in report.results if result.rule == rule]
    assert not report.conforms
    assert found, {result.rule for result in report.results}
    assert found[0].message.startswith(f"{found[0].node} breaks {rule}: ")
    assert found[0].node.startswith("https://w3id.org/drcgraph/")


@pytest.mark.parametrize(("rule", "node", "update"), MODEL_FAULTS)
def test_a_fault_in_the_model_is_caught_with_node_and_rule(model, rule, node, update):
    report = validate(release(model, model_update=update)[1:])
    prefix, _, name = node.partition(":")
    assert not report.conforms
    assert (rule, PREFIXES[prefix] + name) in {(result.rule, result.node) for result in report.results}


@pytest.mark.parametrize("name", ["article", "register", "ontology"])
def test_every_rule_has_a_variant_that_breaks_it(name):
    tried = {fault[0] for fault in (*ARTICLE_FAULTS, *MODEL_FAULTS)} | {"document-address"}
    triples = read_turtle(SHAPES / f"{name}.ttl")
    rules = {
        t.subject.value.rpartition("/")[2]
        for t in triples
        if t.predicate in (term("sh:path"), term("sh:select")) and isinstance(t.subject, ox.NamedNode)
    }
    assert len(rules) >= 5
    assert rules <= tried


def test_an_address_that_is_no_iri_is_only_a_warning(model):
    update = REPLACE.format("dcterms:source", '"see the archive"')
    report = validate(release(model, article_update=update))
    assert report.conforms
    assert [(result.rule, result.severity) for result in report.results] == [("document-address", "warning")]
