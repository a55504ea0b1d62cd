import pytest

from ingest.evaluation.markup import Span, parse_markup
from ontology.errors import InvalidInputError


def test_nested_annotations_give_plain_text_and_offsets_in_it():
    text, spans = parse_markup(
        "They {reform {state firms|actor|state-owned enterprise}|measure|soe-reform} in {Jilin|region|Jilin}."
    )
    assert text == "They reform state firms in Jilin."
    assert spans == (
        Span(5, 23, "reform state firms", "measure", "soe-reform"),
        Span(12, 23, "state firms", "actor", "state-owned enterprise"),
        Span(27, 32, "Jilin", "region", "Jilin"),
    )


@pytest.mark.parametrize("marked", ["{Jilin|region|Jilin", "Jilin|region|Jilin}"])
def test_braces_that_do_not_match_are_an_error(marked):
    with pytest.raises(InvalidInputError, match="Jilin"):
        parse_markup(marked)
