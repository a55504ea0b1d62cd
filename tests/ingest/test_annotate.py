"""The annotator brings mentions, citations and measures of a text together."""

import pytest

from ingest.annotate import Annotator
from ontology.knowledge import load_knowledge


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_knowledge())


def test_every_quote_is_the_text_at_its_offsets(annotator: Annotator) -> None:
    text = "Liaoning's government backs shipbuilding in Dalian."
    annotation = annotator.annotate(text)
    assert annotation.mentions
    assert all(text[m.start : m.end] == m.text for m in annotation.mentions)


def test_an_empty_text_has_nothing(annotator: Annotator) -> None:
    assert annotator.annotate("").mentions == ()


def test_half_code_points_do_no_harm(annotator: Annotator) -> None:
    text = "\ud800 Harbin grew."
    assert [m.text for m in annotator.annotate(text).mentions] == ["Harbin"]


def test_other_languages_are_read_for_names_and_said_so(annotator: Annotator) -> None:
    annotation = annotator.annotate("Harbin est une ville de Chine.", "fr")
    assert [m.id for m in annotation.mentions] == ["harbin"]
    assert "'fr'" in annotation.warnings[0]


def test_a_chinese_title_in_an_english_text_stays_a_citation(annotator: Annotator) -> None:
    title = "《中共中央 国务院关于全面振兴东北地区等老工业基地的若干意见》（中发〔2016〕7号）"
    text = (
        "Under Guofa [2014] No. 28 and the Made in China 2025 strategy, Liaoning should reform its\n"
        'state-owned enterprises. The "Opinions" name thirty-five measures, and the Harbin Ice Plan adds '
        f"none. 根据{title}和《规划》。The 13th Five-Year Plan applies."
    )
    read = annotator.annotate(text, "en")
    assert title in [citation.text for citation in read.citations if citation.status == "resolved"]
    assert not [mention for mention in read.mentions if "国" in mention.text]
