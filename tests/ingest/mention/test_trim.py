"""What belongs to a name and what stands beside it."""

import pytest

from ingest.mention.trim import trimmed


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("Greater Bay Area (GBA) grows", "Greater Bay Area (GBA", "Greater Bay Area"),
        ("Intel (China) grows", "Intel (China)", "Intel (China)"),
        ("a firm (FAW) grows", "FAW)", "FAW"),
        ("\u202eLiaoning\u202c grows", "\u202eLiaoning\u202c", "Liaoning"),
        ("\ufeff吉林省", "\ufeff吉林省", "吉林省"),
        (
            "Hebei Provincial People's Congress met",
            "Hebei Provincial People",
            "Hebei Provincial People's Congress",
        ),
        ("the young people's wages", "young people", "young people"),
    ],
)
def test_a_span_is_cut_or_lengthened_to_a_name(text: str, span: str, name: str) -> None:
    start = text.index(span)
    found = trimmed(text, start, start + len(span))
    assert found is not None
    assert text[slice(*found)] == name


@pytest.mark.parametrize("text", ["The", "of", "\u200b", "(", " - "])
def test_what_names_nothing_is_dropped(text: str) -> None:
    assert trimmed(text, 0, len(text)) is None
