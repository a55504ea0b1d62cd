"""Which of the names around a measure are its own."""

from ingest.measure.slot import Scope, fill_slots, topic_regions
from ontology.article import Mention

TEXT = (
    "Daqing lives on oil. Wind power firms should build a base for steel and the state sell its shares of "
    "coal, so that tourism can grow."
)


def place(quote):
    return TEXT.index(quote), TEXT.index(quote) + len(quote)


def mention(quote, type_):
    start, end = place(quote)
    return Mention(start, end, quote, type_, quote.lower(), quote, 0.9)


SENTENCE = place(TEXT[TEXT.index("Wind") :])
EARLIER = (place("Daqing lives on oil."),)
BUILD, SELL = place("build a base for steel"), place("sell its shares")
MENTIONS = [
    mention("Daqing", "region"),
    mention("Wind power", "industry"),
    mention("firms", "actor"),
    mention("steel", "industry"),
    mention("coal", "industry"),
]


def slots(measure, other, subject=None, mentions=MENTIONS, **more):
    return fill_slots(Scope(measure, subject, SENTENCE, EARLIER), mentions, [], [other], **more)


def test_what_another_measure_names_belongs_to_that_one():
    assert slots(BUILD, SELL).industries == ("steel",)
    without_coal = [m for m in MENTIONS if m.text != "coal"]
    assert slots(SELL, BUILD, mentions=without_coal).industries == ("wind power",)


def test_what_follows_a_measure_counts_up_to_the_next_one():
    others = [m for m in MENTIONS if m.text not in ("Wind power", "steel")]
    assert slots(BUILD, SELL, mentions=others).industries == ()
    assert slots(SELL, BUILD, mentions=others).industries == ("coal",)


def test_those_who_act_stand_in_the_subject_or_nearest_before():
    assert slots(SELL, BUILD).actors == ("firms",)
    assert slots(SELL, BUILD, subject=place("the state")).actors == ("firms",)


def test_where_a_place_acts_nobody_else_does():
    places = [*MENTIONS, mention("the state", "region")]
    assert slots(SELL, BUILD, subject=place("the state"), mentions=places).actors == ()


def test_a_place_is_taken_over_from_the_sentence_before_and_from_the_text():
    assert slots(BUILD, SELL).regions == ("daqing",)
    nowhere = [m for m in MENTIONS if m.type != "region"]
    assert slots(BUILD, SELL, mentions=nowhere, topic=("heilongjiang",)).regions == ("heilongjiang",)
    assert slots(BUILD, SELL, mentions=nowhere).regions == ()


def test_a_text_is_about_the_region_that_it_names_again_and_again():
    names = [mention("Daqing", "region")] * 2
    assert topic_regions(names) == ("daqing",)
    assert topic_regions(names[:1]) == ()
    spread = [*names, *(Mention(0, 1, "D", "region", f"r{n}", "D", 0.9) for n in range(4))]
    assert topic_regions(spread) == ()


def test_what_stands_between_two_measures_leads_on_to_the_second():
    between = (BUILD[1], SELL[0])
    assert between in slots(SELL, BUILD).around
    assert between not in slots(BUILD, SELL).around
