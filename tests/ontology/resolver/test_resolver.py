"""The resolver finds policies by number, name and likeness, and lets evidence exclude."""

import pytest

from ontology.knowledge import load_knowledge
from ontology.number import DocumentNumber
from ontology.resolver import Evidence, PolicyResolver


@pytest.fixture(scope="module")
def resolver():
    return PolicyResolver(load_knowledge())


def best(resolver, text, language="en", **evidence):
    return resolver.resolve(resolver.similar(text, language, Evidence(**evidence)))


def test_a_number_with_open_parts_gives_all_that_fit(resolver):
    assert sorted(resolver.by_number(DocumentNumber("国函", None, 76))) == [
        "dalian-jinpu-new-area-2014",
        "northeast-revitalization-plan-2007",
    ]
    assert resolver.by_number(DocumentNumber("国函", 2014, 76)) == ("dalian-jinpu-new-area-2014",)


def test_a_name_is_found_whatever_its_marks_and_spaces(resolver):
    assert resolver.by_name("《国务院关于加快棚户区改造 工作的意见》") == ("shantytown-opinions-2013",)
    assert resolver.by_name("black soil protection LAW") == ("black-soil-law-2022",)


def test_synonyms_and_word_order_do_not_matter(resolver):
    found = best(resolver, "Guidelines on the Renewal of Shanty Towns", kind="opinions")
    assert found.policy == "shantytown-opinions-2013"


def test_a_year_that_is_said_excludes_policies_of_other_years(resolver):
    assert best(resolver, "tourism plan", years=frozenset({2010})).policy == "northeast-tourism-plan-2010"
    assert best(resolver, "shantytown opinions", years=frozenset({2010})).policies == ()


def test_a_place_that_is_said_excludes_policies_of_other_places(resolver):
    plan = "Overall Plan of the Pilot Free Trade Zone"
    assert best(resolver, plan, places=frozenset({"liaoning"})).policy == "liaoning-ftz-plan-2017"
    assert best(resolver, plan, places=frozenset({"hebei"})).policies == ()


def test_later_policies_are_no_candidates_for_an_earlier_text(resolver):
    assert best(resolver, "tourism development plan for Northeast China", until="2015-03").policy == (
        "northeast-tourism-plan-2010"
    )


def test_the_ordinal_of_a_plan_must_be_right(resolver):
    text = "Five-Year Plan for strategic emerging industries"
    assert best(resolver, text, ordinal=13).policy == "sei-plan-13th-fyp"
    assert best(resolver, text, ordinal=11).policies == ()
