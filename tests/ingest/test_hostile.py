"""Texts that nobody means to write are read in time linear in their length, with the right offsets."""

import time

import pytest

from ingest.annotate import Annotator
from ingest.citation import find_citations
from ontology.knowledge import load_knowledge
from ontology.matcher import NameMatcher
from ontology.resolver import PolicyResolver

MOJIBAKE = "Harbin 哈尔滨".encode().decode("latin-1")
SMALL, LARGE = 10_000, 40_000


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    annotator = Annotator(load_knowledge())
    annotator.annotate("Harbin grew.", "en")
    annotator.annotate("哈尔滨发展装备制造业。", "zh")
    return annotator


def seconds(annotator: Annotator, text: str, language: str) -> float:
    """The processor time of reading `text`, whose quotes are checked against their offsets."""
    begun = time.process_time()
    annotation = annotator.annotate(text, language)
    taken = time.process_time() - begun
    found = (*annotation.mentions, *annotation.citations, *annotation.measures)
    assert all(text[item.start : item.end] == item.text for item in found)
    return taken


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh", "fr"])
@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "（",
        "《",
        "》《",
        "\u200b",
        "\u202eHarbin\u2066 ",
        "Har\u200bbin 哈\u2060尔滨 ",
        f"{MOJIBAKE} ",
        "Харбин ",
    ],
)
def test_four_times_the_text_takes_about_four_times_as_long(
    annotator: Annotator, piece: str, language: str
) -> None:
    few = seconds(annotator, piece * (SMALL // len(piece)), language)
    many = seconds(annotator, piece * (LARGE // len(piece)), language)
    assert many < 8 * few + 0.5


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["Harbin builds ships. ", "哈尔滨发展装备制造业，", "《", "("])
def test_names_and_citations_of_a_line_of_ten_megabytes(piece: str) -> None:
    text = piece * (10_000_000 // len(piece.encode()))
    knowledge = load_knowledge()
    begun = time.process_time()
    matches = NameMatcher(knowledge).find(text)
    citations = find_citations(text, "zh" if piece[0] > "\u2e80" else "en", PolicyResolver(knowledge))
    assert time.process_time() - begun < 120
    assert all(text[m.start : m.end] == m.text for m in matches[:: max(1, len(matches) // 1000)])
    assert all(text[c.start : c.end] == c.text for c in citations)


def test_a_name_keeps_its_offsets_between_marks_of_direction_and_width(annotator: Annotator) -> None:
    text = "The \u202eHar\u200bbin\u202c plant and \u2066Da\ufeffqing\u2069 grew."
    mentions = annotator.annotate(text, "en").mentions
    assert [m.id for m in mentions] == ["harbin", "daqing"]
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_chinese_is_read_between_such_marks_too(annotator: Annotator) -> None:
    text = "\u202e哈\u200d尔滨\u202c和大\ufeff庆发展钢铁行业。"
    mentions = annotator.annotate(text, "zh").mentions
    assert [m.text for m in mentions] == ["哈\u200d尔滨", "大\ufeff庆", "钢铁行业"]


def test_a_text_with_passages_in_a_wrong_encoding_is_read_where_it_can_be(annotator: Annotator) -> None:
    text = f"{MOJIBAKE} \ufffd\ufffd Factories in Daqing process oil."
    assert [m.id for m in annotator.annotate(text, "en").mentions if m.type == "region"][-1] == "daqing"
