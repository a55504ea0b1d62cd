from pathlib import Path

from ontology.reference import reference_page

PAGE = Path(__file__).parents[2] / "docs" / "ontology.md"


def test_the_reference_page_is_that_of_the_ontology_as_it_is():
    assert PAGE.read_text("utf-8") == reference_page(), (
        "run `python -m ontology.reference > docs/ontology.md`"
    )


def test_a_term_shows_both_languages_its_range_and_an_example():
    entry = reference_page().partition("### drc:standing\n")[2].partition("###")[0]
    assert "**standing** · **进展**" in entry
    assert "- domain: `drc:Measure`" in entry
    assert "drc:standing standing:proposed" in entry
