"""Names for short find the one entry that they may stand for."""

from itertools import product

import pytest

from ingest.mention.elision import ElisionIndex
from ingest.mention.reader import MentionReader
from ontology.knowledge import load_knowledge
from ontology.matcher import Name


def index(*names: str) -> ElisionIndex:
    """An index of entries whose ids are their names in small letters."""
    return ElisionIndex(Name(name, "region", name.lower(), "en", 0) for name in names)


BELTS = index("Yangtze River Economic Belt", "Liaoning Coastal Economic Belt")


@pytest.mark.parametrize("text", ["Yangtze Economic Belt", "Yangtze Belt", "Yangtze River Economic Belts"])
def test_words_before_the_last_may_be_left_out(text: str) -> None:
    assert BELTS.bearer(text) == "yangtze river economic belt"


@pytest.mark.parametrize(
    "text", ["Economic Belt", "Yangtze River Economic", "Belt", "economic belt", "Belt Yangtze Belt", ""]
)
def test_what_fits_several_or_lacks_the_last_word_stands_for_none(text: str) -> None:
    assert BELTS.bearer(text) is None


def test_initials_stand_for_words_that_follow_each_other() -> None:
    zone = index("Heilongjiang Pilot Free Trade Zone", "Free Area of Trade and Zones of Jilin")
    assert zone.bearer("Heilongjiang FTZ") == "heilongjiang pilot free trade zone"
    assert zone.bearer("Jilin FTZ") is None


@pytest.mark.parametrize("text", ["ROK", "R.O.K."])
def test_initials_alone_stand_for_a_whole_name(text: str) -> None:
    assert index("Republic Of Korea", "Republic of Kenya").bearer(text) == "republic of korea"


def test_initials_of_two_letters_or_of_two_entries_stand_for_none() -> None:
    both = index("Republic Of Korea", "Republic Of Kenya", "New Zealand")
    assert both.bearer("ROK") is None
    assert both.bearer("NZ") is None


def test_a_part_of_a_zone_is_not_the_zone() -> None:
    part = index("Harbin Area of the Heilongjiang Pilot Free Trade Zone")
    assert part.bearer("Heilongjiang Free Trade Zone") is None
    assert part.bearer("Harbin Area of Heilongjiang FTZ") is not None


def test_long_spans_take_no_long() -> None:
    many = index(*(f"{a} {b} Economic Trade Zone" for a, b in product("ABCDEFGHIJ", "KLMNOPQRST")))
    assert many.bearer("Economic " * 10_000 + "Zone") is None


def test_a_reader_links_what_is_short_for_one_entry() -> None:
    text = "Goods go to the Yangtze Belt and the Heilongjiang Trade Zone."
    found = {m.text: m.id for m in MentionReader(load_knowledge()).read(text, "en")}
    assert found == {
        "Yangtze Belt": "yangtze-river-economic-belt",
        "Heilongjiang Trade Zone": "heilongjiang-pilot-free-trade-zone",
    }
