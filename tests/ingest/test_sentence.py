import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentence import sentences


def cut(text, language="en"):
    return [text[start:end] for start, end in sentences(text, language)]


def test_abbreviations_decimals_and_document_numbers_end_no_sentence():
    text = (
        "Guofa [2014] No. 28 came on Aug. 8. Growth was 3.5 percent at FAW Co., Ltd. in Jilin. Dr. Li agreed."
    )
    assert cut(text) == [
        "Guofa [2014] No. 28 came on Aug. 8.",
        "Growth was 3.5 percent at FAW Co., Ltd. in Jilin.",
        "Dr. Li agreed.",
    ]


def test_a_quoted_question_stays_with_its_speaker():
    assert cut('"Is it enough?" he asked. Nobody knew.') == ['"Is it enough?" he asked.', "Nobody knew."]


def test_chinese_sentences_end_at_full_stops_semicolons_and_after_closing_quotes():
    text = "一是改革国企；二是引进人才。“这很重要。”他说，增长3.5%。《意见；草案》已印发！"
    assert cut(text, "zh") == [
        "一是改革国企；",
        "二是引进人才。",
        "“这很重要。”",
        "他说，增长3.5%。",
        "《意见；草案》已印发！",
    ]


def test_a_hard_wrapped_sentence_is_one():
    text = "The plan follows Guofa [2016] No.\n62 and asks the provinces to\nreform their firms. It ended."
    assert cut(text) == [text[:-10], "It ended."]


def test_list_items_and_headings_are_sentences_of_their_own():
    text = "Measures\n- extend the chain\n- train workers\n1. Build roads.\n2. Cut taxes."
    assert cut(text) == [
        "Measures",
        "- extend the chain",
        "- train workers",
        "1. Build roads.",
        "2. Cut taxes.",
    ]


def test_a_quote_that_never_closes_is_cut_at_its_full_stops():
    text = "Li said: “" + "The firms must change their ways. " * 40
    assert max(map(len, cut(text))) < 100


@pytest.mark.parametrize(
    ("unit", "language"), [("国。”", "zh"), ("“a. ", "en"), ("no end here ", "en"), ("a\n", "en")]
)
def test_hostile_text_takes_linear_time(unit, language):
    started = time.perf_counter()
    sentences(unit * (1_000_000 // len(unit)), language)
    assert time.perf_counter() - started < 20


@given(
    st.text(st.sampled_from("ab A1.。；“”\"'()（）\n\r\t\u3000\u2028国No𝒳é"), max_size=300),
    st.sampled_from(["en", "zh", "fr"]),
)
def test_sentences_come_in_order_and_leave_out_white_space_alone(text, language):
    position = 0
    for start, end in sentences(text, language):
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert text[position:].strip() == ""
