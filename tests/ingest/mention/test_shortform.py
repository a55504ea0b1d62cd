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


def test_what_stands_for_a_whole_list_is_not_the_last_of_it() -> None:
    assert defined_after("湘潭市（以下简称长株潭三市）将共建", 3) is None


@pytest.mark.parametrize(
    "text", ["Harbin (population nine million)", "Harbin (China)", "哈尔滨（省会）", "Harbin ("]
)
def test_other_brackets_do_not(text: str) -> None:
    assert defined_after(text, 6 if text.startswith("H") else 3) is None


def test_first_words_and_initials_are_implied() -> None:
    assert set(implied_shorts("Beidahuang Group")) == {"Beidahuang"}
    assert "HIT" in set(implied_shorts("Harbin Institute of Technology"))


def test_a_chinese_body_is_taken_up_without_its_place() -> None:
    assert "省国资委" in set(implied_shorts("山东省国资委"))
