"""Folded text compares names whatever their typography, and leads back to the original offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.matcher import fold


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Ｈａｒｂｉｎ", "harbin"),
        ("Xi’an", "xi'an"),
        ("Beijing–Tianjin", "beijing tianjin"),
        ("Harbin\n  New Area", "harbin new area"),
        ("Har\u200bbin\u202e", "harbin"),
        ("黑龙\n江", "黑龙江"),
        ("İstanbul", "istanbul"),
        ("\ud800Harbin", "\ufffdharbin"),
    ],
)
def test_typography_does_not_matter(written: str, compared: str) -> None:
    assert fold(written).lower == compared


def test_a_blank_line_is_no_space() -> None:
    assert "new area" not in fold("Harbin New\n\nArea").lower


@given(st.text(alphabet=st.sampled_from("ab \n\u200b\u202e-黑龙江Ａ’İß"), max_size=40))
def test_each_folded_character_leads_back_to_one_of_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.lower) == len(folded.cased)
    for index, character in enumerate(folded.cased):
        start, end = folded.original(index, index + 1)
        assert end == start + 1
        assert character in (" ", "'", "\x00", "I") or fold(text[start:end]).cased == character
