from hypothesis import given
from hypothesis import strategies as st

from ingest.passage import passages

SENTENCE = "The province should reform its state-owned firms and open new markets. "


def test_a_passage_never_crosses_a_paragraph_unless_one_is_tiny():
    text = f"Background\n\n{SENTENCE * 4}\n\n{SENTENCE * 5}"
    assert [p.text for p in passages("a", text, "en")] == [
        f"Background\n\n{(SENTENCE * 4).strip()}",
        (SENTENCE * 5).strip(),
    ]


def test_a_long_paragraph_is_shared_out_evenly_between_sentences():
    found = passages("a", SENTENCE * 14, "en")
    assert [p.text.count(".") for p in found] == [7, 7]
    assert all(p.text.endswith(".") for p in found)


def test_a_chinese_passage_has_some_300_characters():
    found = passages("a", "推动产业转型升级是振兴的关键所在。" * 40, "zh")
    assert {len(p.text) <= 300 for p in found} == {True}
    assert len(found) == 3


def test_ids_count_from_one_and_text_stands_at_its_offsets():
    text = f"  {SENTENCE * 30}\n\n{SENTENCE}"
    found = passages("2018-plan", text, "en")
    assert [p.id for p in found][:2] == ["2018-plan-p1", "2018-plan-p2"]
    assert all(p.text == text[p.start : p.end] for p in found)


def test_a_sentence_longer_than_a_passage_is_cut_at_commas_or_spaces():
    found = passages("a", "reform of firms, " * 200, "en")
    assert all(len(p.text) <= 900 and p.text.endswith(",") for p in found)


def test_text_without_any_break_is_cut_anyway():
    assert [len(p.text) for p in passages("a", "x" * 2000, "en")] == [900, 900, 200]


def test_empty_text_has_no_passages():
    assert passages("a", " \n\n ", "en") == []


@given(
    st.text(st.sampled_from("ab A1.。；“”\"'()（）\n\r\t\u3000\u2028国𝒳"), max_size=400).map(lambda t: t * 9)
)
def test_passages_leave_out_white_space_alone(text):
    position = 0
    for passage in passages("a", text, "zh"):
        assert text[position : passage.start].strip() == ""
        assert passage.text == text[passage.start : passage.end]
        position = passage.end
    assert text[position:].strip() == ""
