import pytest

from search.gloss import Glossary


@pytest.fixture(scope="module")
def glossary(models):
    return Glossary(models)


def test_words_of_a_chinese_text_are_glossed_in_order(glossary):
    glossed = glossary.gloss("粮食增产，法律")
    assert [set(glosses) & {"cereals", "increase production", "law"} for _, glosses in glossed] == [
        {"cereals"},
        {"increase production"},
        {"law"},
    ]


@pytest.mark.parametrize("text", ["", "English only", "，。", "的"])
def test_a_text_without_words_of_two_characters_has_no_glosses(glossary, text):
    assert glossary.gloss(text) == []


def test_words_that_only_frame_a_question_are_passed_over(glossary):
    assert glossary.gloss("怎样") == glossary.gloss("什么") == []
