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
