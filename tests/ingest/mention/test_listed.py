"""Mentions are the longest list names, context-dependent ones where the text supports them."""

import pytest

from ingest.mention.listed import find_listed
from ontology.article import Mention
from ontology.knowledge import Knowledge, load_knowledge
from ontology.matcher import NameMatcher


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def matcher(knowledge: Knowledge) -> NameMatcher:
    return NameMatcher(knowledge)


def read(text: str, language: str, matcher: NameMatcher, knowledge: Knowledge) -> list[Mention]:
    mentions = find_listed(text, language, matcher, knowledge)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    return mentions


def test_a_mention_names_its_entity(matcher: NameMatcher, knowledge: Knowledge) -> None:
    (mention,) = read("Daqing grew.", "en", matcher, knowledge)
    assert (mention.type, mention.id, mention.label, mention.status) == (
        "region",
        "daqing",
        "Daqing",
        "listed",
    )


def test_labels_are_in_the_language_of_the_text(matcher: NameMatcher, knowledge: Knowledge) -> None:
    (mention,) = read("大庆市成长。", "zh", matcher, knowledge)
    assert mention.label == "大庆市"


def test_a_short_form_needs_its_full_name_before_it(matcher: NameMatcher, knowledge: Knowledge) -> None:
    introduced = "The Harbin Institute of Technology grew. HIT trains engineers."
    assert "HIT" in [m.text for m in read(introduced, "en", matcher, knowledge)]
    assert "HIT" not in [m.text for m in read("A HIT song.", "en", matcher, knowledge)]
