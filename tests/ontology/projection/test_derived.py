from pyoxigraph import Literal

from ontology.entity import Actor, Region
from ontology.number import DocumentNumber
from ontology.policy import Policy
from ontology.projection.derived import change_events, entity_facts, policy_facts, written_forms
from ontology.vocabulary import term


def objects(triples, predicate):
    return {t.object for t in triples if t.predicate == term(predicate)}


def test_a_number_is_given_in_parts_and_in_all_written_forms():
    triples = list(
        policy_facts(
            Policy("x", "T", "", "opinions", "national", "2014", "in-force", number_zh="国发〔2014〕28号")
        )
    )
    assert objects(triples, "drc:issuingCode") == {Literal("国发")}
    assert objects(triples, "drc:serial") == {Literal(28)}
    assert {form.value for form in objects(triples, "drc:writtenForm")} >= {
        "国发〔2014〕28号",
        "国发[2014]28号",
        "国发（2014）28号",
        "Guofa [2014] No. 28",
    }
    assert objects(triples, "eli:in_force") == {term("eli:InForce-inForce")}


def test_an_order_has_no_year():
    assert written_forms(DocumentNumber("国务院令", None, 722)) == [
        "国务院令第722号",
        "State Council Order No. 722",
    ]


def test_a_strategy_is_no_legal_resource():
    triples = policy_facts(Policy("x", "T", "", "strategy", "national", "2003", "unknown"))
    assert objects(triples, "rdf:type") == {term("drc:Policy")}


def test_bodies_that_became_one_share_a_change_event():
    old = [Actor(i, i, i, kind="ministry", successor="new", ended="2018") for i in ("a", "b")]
    triples = list(change_events([*old, Actor("new", "new", "new")]))
    assert len({t.subject for t in triples}) == 1
    assert {o.value.rpartition("/")[2] for o in objects(triples, "org:originalOrganization")} == {"a", "b"}
    assert objects(triples, "dcterms:date") == {Literal("2018", datatype=term("xsd:gYear"))}


def test_entities_have_the_classes_of_the_standards():
    assert objects(entity_facts(Actor("a", "a", "a", kind="group")), "rdf:type") == {term("foaf:Group")}
    assert objects(entity_facts(Actor("a", "a", "a", kind="company")), "rdf:type") == {
        term("org:FormalOrganization")
    }
    assert objects(entity_facts(Region("r", "r", "r")), "rdf:type") == {term("gn:Feature")}
