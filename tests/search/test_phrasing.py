import pytest

from search.answer import Answer, AnswerSentence
from search.phrasing import Phraser, checked_sentence

TEXT = "Daqing should build a petrochemical base with 2 billion yuan."
FOUND = AnswerSentence(TEXT, "oil", "article", "Oil and after", "oil-p1", 100, 100 + len(TEXT), 0.8)
ZH = AnswerSentence("大庆应建设石化基地。", "oil-zh", "article", "石油之后", "oil-zh-p1", 0, 10, 0.7)
ANSWER = Answer("What should Daqing build?", "r1", (FOUND, ZH))


def test_sentences_that_quote_their_sources_are_kept_with_the_place_of_the_quote(recorded):
    answer = Phraser(recorded.answering("phrased")).phrase(ANSWER)
    (kept,) = answer.phrased
    (source,) = kept.sources
    assert kept.text == "Daqing builds a base of petrochemicals."
    assert TEXT[source.start - 100 : source.end - 100] == source.quote == "build a petrochemical base"
    assert (source.document, answer.model) == ("oil", "recorded")
    assert answer.sentences == ANSWER.sentences
    assert "1 of 2 sentences" in answer.warnings[0]


@pytest.mark.parametrize("name", ["phrased-badly", "phrased-shapeless", "findings"])
def test_where_nothing_is_borne_out_the_found_sentences_stand_and_it_is_said(recorded, name):
    answer = Phraser(recorded.answering(name)).phrase(ANSWER)
    assert (answer.phrased, answer.model, answer.sentences) == ((), None, ANSWER.sentences)
    assert "the sentences stand as they were found" in answer.warnings[0]


@pytest.mark.parametrize("name", ["not-json", "broken", "ten-megabytes", "endless"])
def test_a_model_that_fails_takes_nothing_away(recorded, name):
    answer = Phraser(recorded.answering(name, time_limit=0.5)).phrase(ANSWER)
    assert (answer.phrased, answer.sentences) == ((), ANSWER.sentences)
    assert answer.warnings[0].startswith("assistant recorded: ")


def test_without_sentences_nobody_is_asked(recorded):
    nothing = Answer("?", "r1", ())
    assert Phraser(recorded.answering("phrased")).phrase(nothing) == nothing
    assert recorded.requests == []


def test_a_sentence_may_rest_on_another_language():
    item = {"text": "Daqing should build a base.", "sources": [{"number": 2, "quote": "应建设石化基地"}]}
    kept = checked_sentence(item, ANSWER.sentences)
    assert kept is not None
    assert (kept.sources[0].start, kept.sources[0].end) == (2, 9)
