"""Short forms are taken from the text that defines them."""

import pytest

from ingest.mention.shortform import defined_after, implied_shorts


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Development Research Center (DRC) said", "Development Research Center", "DRC"),
        ("Forest Bureau (hereinafter the “Bureau”) said", "Forest Bureau", "Bureau"),
        ("中国第一汽车集团（以下简称“一汽”）表示", "中国第一汽车集团", "一汽"),
    ],
)
def test_a_bracket_defines(text: str, name: str, short: str) -> None:
    assert defined_after(text, len(name)) == short


@pytest.mark.parametrize(
    "text", ["Harbin (population nine million)", "Harbin (China)", "哈尔滨（省会）", "Harbin ("]
)
def test_other_brackets_do_not(text: str) -> None:
    assert defined_after(text, 6 if text.startswith("H") else 3) is None


def test_first_words_and_initials_are_implied() -> None:
    assert set(implied_shorts("Beidahuang Group")) == {"Beidahuang"}
    assert "HIT" in set(implied_shorts("Harbin Institute of Technology"))
