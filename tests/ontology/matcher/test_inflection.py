"""List names are found in the number and the spelling of the text."""

import pytest

from ontology.matcher import singular, spellings


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("private enterprise", "private enterprises"),
        ("high tech industries", "high tech industry"),
        ("university", "universities"),
        ("bureau of commerce", "bureaus of commerce"),
        ("defense industry", "defence industries"),
        ("fishery", "fisheries"),
    ],
)
def test_common_names_inflect(name: str, form: str) -> None:
    assert form in spellings(name, common=True)


def test_proper_names_keep_their_number() -> None:
    assert spellings("volvo cars", common=False) == {"volvo cars"}


def test_short_names_keep_their_apostrophe() -> None:
    assert spellings("xi'an", common=False) == {"xi'an"}
    assert "xingan league" in spellings("xing'an league", common=False)


@pytest.mark.parametrize(
    ("word", "form"), [("cities", "city"), ("branches", "branch"), ("gas", "gas"), ("glass", "glass")]
)
def test_singular(word: str, form: str) -> None:
    assert singular(word) == form
