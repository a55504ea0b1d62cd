import weakref
from itertools import pairwise
from time import process_time

import pytest

from ingest.measure import EnglishReading, find, find_measures
from ontology.article import Citation, Mention

ENGLISH = (
    "The province will build a railway to the border and set up a bonded zone by 2030. "
    "The authors suggest that the city should improve vocational schools. "
    "Output grew by 7 percent last year."
)
CHINESE = "报告建议加快完善对口合作机制，加大对科技创新的支持力度。去年经济增长7%。"


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_quotes_stand_at_their_offsets_and_do_not_overlap(text, language):
    found = find_measures(text, language)
    assert found
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_coordinated_measures_come_apart_without_subject_and_modal():
    texts = [m.text for m in find_measures(ENGLISH, "en")]
    assert texts[0].startswith("build a railway")
    assert texts[1].startswith("set up a bonded zone")


def test_what_happened_is_no_measure():
    assert not any("grew" in m.text for m in find_measures(ENGLISH, "en"))


def test_plans_and_proposals_are_told_apart():
    standing = {m.text.split()[0]: m.standing for m in find_measures(ENGLISH, "en")}
    assert standing["build"] == "planned"
    assert standing["improve"] == "proposed"


def test_mentions_and_citations_fill_the_slots():
    text = "Under the Border Plan, Jilin Rail Group will build a coal railway in Hunchun by 2030."

    def at(quote):
        start = text.index(quote)
        return {"start": start, "end": start + len(quote), "text": quote, "score": 1.0}

    mentions = [
        Mention(**at("Jilin Rail Group"), type="actor", id="jilin-rail", label="Jilin Rail Group"),
        Mention(**at("Hunchun"), type="region", id="hunchun", label="Hunchun"),
        Mention(**at("coal"), type="industry", id="coal", label="coal"),
    ]
    citation = Citation(
        **at("Border Plan"),
        status="resolved",
        policy="border-plan",
        candidates=(),
        title=None,
        number=None,
        by="title",
    )
    (measure,) = find_measures(text, "en", mentions, [citation])
    assert measure.actors == ("jilin-rail",)
    assert measure.regions == ("hunchun",)
    assert measure.industries == ("coal",)
    assert measure.policies == ("border-plan",)
    assert measure.deadline == "2030"


def test_a_deadline_belongs_to_the_measure_beside_it():
    text = "The aim is to improve the legal framework; by the end of June 2017 it should set up a bank."
    assert {m.text.split()[0]: m.deadline for m in find_measures(text, "en")} == {
        "improve": None,
        "set": "2017-06",
    }


def test_what_was_done_has_no_deadline_around_it():
    text = "2019年至2023年，重庆累计减税210亿元，{}新建高速公路1400公里。"
    assert {m.deadline for m in find_measures(text.format(""), "zh")} == {None}
    assert {m.deadline for m in find_measures(text.format("将"), "zh")} == {"2023"}


def test_a_date_may_run_on_behind_a_measure():
    text = "The Ministry of Finance shall issue detailed rules by July 1, 2026."
    assert [m.deadline for m in find_measures(text, "en")] == ["2026-07"]


def test_an_amount_may_be_the_subject():
    text = "The city invests in the corridor. About 16 billion yuan is to improve public infrastructure."
    (found,) = [m for m in find_measures(text, "en") if m.text.startswith("improve")]
    assert [(q.value, q.unit) for q in found.quantities] == [(1.6e10, "yuan")]


def test_other_languages_have_no_measures():
    assert find_measures("Die Provinz wird eine Bahn bauen.", "de") == []


@pytest.mark.parametrize(
    "text", ["", "\n", "《" * 500, "(" * 2000, "to " * 500, "要" * 500, "\u200b\u202e to build"]
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_odd_texts_do_no_harm(text, language):
    assert all(text[m.start : m.end] == m.text for m in find_measures(text, language))


@pytest.mark.parametrize(
    ("unit", "language"), [("(", "en"), ("要加快建设", "zh"), ("build a road and ", "en")]
)
def test_a_text_without_marks_takes_time_in_proportion(unit, language):
    find_measures(unit * 20, language)
    times = []
    for length in (5_000, 20_000):
        before = process_time()
        find_measures(unit * (length // len(unit)), language)
        times.append(process_time() - before)
    assert times[1] < 12 * times[0] + 1


@pytest.mark.parametrize(
    ("unit", "name", "language"),
    [
        ("The city of Hunchun will build a port. ", "Hunchun", "en"),
        ("珲春市将加快建设港口。", "珲春市", "zh"),
    ],
)
def test_a_measure_looks_at_the_names_around_it_however_many_the_text_has(monkeypatch, unit, name, language):
    looked_at: list[int] = []

    def noting(scope, mentions, citations, *more):
        looked_at.append(len(mentions))
        return fill_slots(scope, mentions, citations, *more)

    fill_slots = find.fill_slots
    monkeypatch.setattr(find, "fill_slots", noting)
    most = []
    for count in (20, 200):
        starts = [len(unit) * number + unit.index(name) for number in range(count)]
        mentions = [Mention(at, at + len(name), name, "region", "hunchun", name, 1.0) for at in starts]
        assert len(find_measures(unit * count, language, mentions)) >= count / 2
        most.append(max(looked_at))
    assert 0 < most[0] == most[1] < 10


@pytest.mark.slow
def test_the_parse_of_a_long_text_is_let_go_as_it_is_read():
    reading = EnglishReading("The province will build a port and widen its roads. " * 4000)
    docs = [weakref.ref(block.doc) for block in reading.blocks()]
    assert len(docs) > 15
    assert sum(doc() is not None for doc in docs) < 10
    assert len(reading.found()) > 4000


def test_a_character_again_and_again_costs_nothing():
    before = process_time()
    assert find_measures("中" * 200_000, "zh") == []
    assert process_time() - before < 5
