"""The matcher finds the longest list names, with exact offsets in the text as given."""

import time

import pytest

from ontology.knowledge import load_knowledge
from ontology.matcher import NameMatch, NameMatcher


@pytest.fixture(scope="module")
def matcher() -> NameMatcher:
    return NameMatcher(load_knowledge())


def found(matches: list[NameMatch]) -> list[tuple[str, str]]:
    return [(match.text, match.id) for match in matches]


def test_names_are_found_in_order_with_their_offsets(matcher: NameMatcher) -> None:
    text = "Harbin and Heilongjiang Province court private enterprises in shipbuilding."
    matches = matcher.find(text)
    assert [m.id for m in matches] == ["harbin", "heilongjiang", "private-enterprise", "shipbuilding"]
    assert all(text[m.start : m.end] == m.text for m in matches)


def test_the_longest_of_nested_names_wins(matcher: NameMatcher) -> None:
    assert found(matcher.find("in Harbin New Area")) == [("Harbin New Area", "harbin-new-area")]


def test_a_possessive_ending_is_not_part_of_the_name(matcher: NameMatcher) -> None:
    assert found(matcher.find("Liaoning's ports, Daqing’s wells"))[0] == ("Liaoning", "liaoning")


def test_no_name_inside_a_word(matcher: NameMatcher) -> None:
    assert matcher.find("Chinatown, Harbinger, 2Harbin") == []


def test_acronyms_need_their_capitals(matcher: NameMatcher) -> None:
    assert found(matcher.find("The NDRC and SOEs")) == [("NDRC", "ndrc"), ("SOEs", "state-owned-enterprise")]
    assert matcher.find("The ndrc and soes") == []


def test_a_question_without_capitals_still_names_places(matcher: NameMatcher) -> None:
    assert found(matcher.find("young people in heilongjiang"))[-1] == ("heilongjiang", "heilongjiang")


def test_chinese_names_need_no_boundary(matcher: NameMatcher) -> None:
    matches = matcher.find("我国支持黑龙江省发展装备制造业", "zh")
    assert [m.id for m in matches][-2:] == ["heilongjiang", "equipment-manufacturing"]


def test_a_chinese_place_does_not_end_inside_a_word(matcher: NameMatcher) -> None:
    assert [m.id for m in matcher.find("大连市场与肇东县域、海州区域", "zh")] == ["dalian", "zhaodong"]
    assert [m.text for m in matcher.find("大连市、海州区", "zh")] == ["大连市", "海州区"]


def test_a_city_named_by_a_common_word_needs_its_rank(matcher: NameMatcher) -> None:
    assert matcher.find("年日照时数", "zh") == []
    assert [m.text for m in matcher.find("山东省日照市", "zh")][-1] == "日照市"


def test_chinese_names_stand_in_english_text_and_the_other_way_round(matcher: NameMatcher) -> None:
    assert [m.id for m in matcher.find("Harbin (哈尔滨)")] == ["harbin", "harbin"]
    assert [m.id for m in matcher.find("在Harbin设立", "zh")] == ["harbin"]


def test_typography_moves_no_offset(matcher: NameMatcher) -> None:
    text = "x\u200bＨａｒ\u200bｂｉｎ\u202e New\nArea and Beijing‑Tianjin‑Hebei region"
    first, second = matcher.find("\u200b" + text[1:])
    assert (first.id, first.text) == ("harbin-new-area", "Ｈａｒ\u200bｂｉｎ\u202e New\nArea")
    assert second.text == "Beijing‑Tianjin‑Hebei region"


def test_context_names_are_candidates_only(matcher: NameMatcher) -> None:
    assert matcher.find("the Center said") == []
    assert [m.id for m in matcher.candidates("the Center said") if m.context] == ["drc"]


def test_bearers_of_one_name_are_all_told(matcher: NameMatcher) -> None:
    match = matcher.find("in Chaoyang")[0]
    assert len(match.alternatives) >= 1


def test_policies_are_matched_where_asked_for() -> None:
    matcher = NameMatcher(load_knowledge(), types=("policy",))
    assert "made-in-china-2025" in [m.id for m in matcher.find("the Made in China 2025 plan")]


@pytest.mark.parametrize("text", ["(" * 100_000, "《" * 100_000, "Harbin " * 50_000, "a" * 1_000_000])
def test_time_is_linear(matcher: NameMatcher, text: str) -> None:
    started = time.process_time()
    matcher.find(text)
    assert time.process_time() - started < 5
