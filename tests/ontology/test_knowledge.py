import time

import pytest

from ontology.errors import InvalidInputError, NotFoundError
from ontology.knowledge import load_knowledge

OWN = """
@prefix drc: <https://w3id.org/drcgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
<https://w3id.org/drcgraph/policy/own-plan> a drc:PolicyDocument ;
    dcterms:title "Own plan"@en ;
    eli:type_document <https://w3id.org/drcgraph/concept/policy-kind/plan> ;
    drc:level <https://w3id.org/drcgraph/concept/level/municipal> .
"""


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def test_packaged_lists_and_register_are_whole(knowledge):
    counts = [len(knowledge.entities(t)) for t in ("actor", "industry", "region", "instrument")]
    assert counts == [849, 255, 1285, 17]
    assert len(knowledge.policies) == 221


def test_loading_takes_well_under_a_second():
    begun = time.process_time()
    load_knowledge()
    assert time.process_time() - begun < 1


def test_no_link_dangles(knowledge):
    for type_ in ("actor", "industry", "region"):
        for entity in knowledge.entities(type_).values():
            assert entity.broader is None or entity.broader in knowledge.entities(type_)
    for actor in knowledge.actors.values():
        assert actor.region is None or actor.region in knowledge.regions
        assert actor.successor is None or actor.successor in knowledge.actors
    for policy in knowledge.policies.values():
        assert set(policy.issuers) <= knowledge.actors.keys()
        assert set(policy.industries) <= knowledge.industries.keys()
        assert set(policy.regions) <= knowledge.regions.keys()
        assert {relation.target for relation in policy.relations} <= knowledge.policies.keys()


def test_narrower_goes_all_the_way_down(knowledge):
    assert {"heilongjiang", "daqing"} <= knowledge.narrower("region", "china")
    assert "green-hydrogen" in knowledge.narrower("industry", "energy")
    assert knowledge.narrower("region", "daqing") >= {"daqing"}


def test_narrower_goes_into_the_parts_of_a_macro_region(knowledge):
    assert {"liaoning", "fuxin", "hulunbuir"} <= knowledge.narrower("region", "northeast-china")
    assert "hohhot" not in knowledge.narrower("region", "northeast-china")


def test_entity_and_policy_by_id(knowledge):
    assert knowledge.entity("region", "daqing").label("zh") == "大庆市"
    assert knowledge.policy("made-in-china-2025").number_zh == "国发〔2015〕28号"
    with pytest.raises(NotFoundError, match="atlantis"):
        knowledge.entity("region", "atlantis")
    with pytest.raises(NotFoundError, match="register add"):
        knowledge.policy("no-such-plan")


def test_own_policies_join_the_register_and_change_the_hash(knowledge, tmp_path):
    (tmp_path / "own.ttl").write_text(OWN)
    own = load_knowledge(register=tmp_path)
    assert own.policy("own-plan").level == "municipal"
    assert own.hash != knowledge.hash
    assert load_knowledge().hash == knowledge.hash


def test_own_policy_replaces_the_packaged_one_of_its_id(tmp_path):
    (tmp_path / "own.ttl").write_text(OWN.replace("own-plan", "made-in-china-2025"))
    assert load_knowledge(register=tmp_path).policy("made-in-china-2025").title_en == "Own plan"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<a> <b>", r"own\.ttl.*not Turtle"),
        (OWN.replace('dcterms:title "Own plan"@en ;', ""), "own-plan has no title"),
        (OWN.replace("level/municipal", "nothing"), "own-plan has no level"),
        (OWN.replace('"Own plan"@en', '"Own plan"@en, "Another"@en'), "2 values"),
        (OWN.replace("https://w3id.org/drcgraph/policy/", "http://example.org/"), "not by IRI"),
    ],
)
def test_a_bad_file_is_refused_with_its_fault(tmp_path, content, message):
    (tmp_path / "own.ttl").write_text(content)
    with pytest.raises(InvalidInputError, match=message):
        load_knowledge(register=tmp_path)


def test_facts_that_no_source_confirmed_are_marked(knowledge):
    assert knowledge.actors["moa"].unconfirmed == ("ended",)
    assert knowledge.regions["panjin"].unconfirmed == ("designation",)
    assert knowledge.regions["fuxin"].unconfirmed == ()
    assert all(actor.unconfirmed for actor in knowledge.actors.values() if actor.ended)


def test_what_no_source_confirmed_is_named_by_its_property():
    knowledge = load_knowledge()
    assert knowledge.actors["moa"].unconfirmed == ("ended",)
    assert "dcterms:spatial" in {name for actor in knowledge.actors.values() for name in actor.unconfirmed}
    for actor in knowledge.actors.values():
        assert actor.ended is None or "ended" in actor.unconfirmed, actor.id
