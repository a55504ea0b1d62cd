"""A text's citations become entries that reference managers read."""

import json

import bibtexparser
import pytest
import rispy

from ingest.bibliography import FORMATS, cited_works, format_bibliography
from ingest.citation import find_citations
from ontology.errors import InvalidInputError
from ontology.knowledge import load_knowledge
from ontology.resolver import PolicyResolver

TEXT = (
    "Shanty towns were renewed under Guofa [2013] No. 25. Costs of 5% & more fell under Guofa [2013] No. 99. "
    "Guofa [2013] No. 25 set the pace."
)


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="module")
def works(knowledge):
    citations = find_citations(TEXT, "en", PolicyResolver(knowledge))
    return cited_works(TEXT, citations, knowledge)


def test_a_work_cited_twice_is_one_entry_with_both_passages(works):
    known, unknown = works
    assert known.key == "shantytown-opinions-2013"
    assert known.passages == (
        "Shanty towns were renewed under Guofa [2013] No. 25.",
        "Guofa [2013] No. 25 set the pace.",
    )
    assert (unknown.number, unknown.note) == ("国发〔2013〕99号", "not in the register of policies")


def test_bibtex_is_read_back_by_a_parser(works):
    library = bibtexparser.parse_string(format_bibliography(works, "bibtex"))
    assert not library.failed_blocks
    entry = library.entries_dict["shantytown-opinions-2013"]
    assert entry["number"] == "Guofa [2013] No. 25"
    assert entry["year"] == "2013"
    assert r"5\% \& more" in library.entries[1]["annote"]


def test_ris_is_read_back_by_a_parser(works):
    ris = format_bibliography(works, "ris")
    assert all(line[2:6] == "  - " for line in ris.splitlines() if line)
    first, second = rispy.loads(ris)
    assert first["title"] == "Opinions on Accelerating the Renovation of Shantytowns"
    assert first["authors"] == ["State Council"]
    assert "Guofa [2013] No. 25 set the pace." in first["notes"]
    assert second["number"] == "国发〔2013〕99号"


def test_csl_has_typed_items_with_dates(works):
    item = json.loads(format_bibliography(works, "csl"))[0]
    assert item["issued"] == {"date-parts": [[2013, 7, 4]]}
    assert item["author"] == [{"literal": "State Council"}]


def test_gbt7714_gives_issuer_title_number_and_date(knowledge):
    text = "依据国发〔2013〕25号办理。"
    works = cited_works(text, find_citations(text, "zh", PolicyResolver(knowledge)), knowledge, "zh")
    written = format_bibliography(works, "gbt7714")
    assert written.startswith(
        "[1] 国务院. 国务院关于加快棚户区改造工作的意见: 国发〔2013〕25号[EB/OL]. (2013-07-04)."
    )
    assert "    依据国发〔2013〕25号办理。\n" in written


@pytest.mark.parametrize("format_", FORMATS)
def test_no_citations_make_an_empty_bibliography(format_):
    assert format_bibliography([], format_).strip() in ("", "[]")


def test_an_unknown_format_is_named_with_the_choices():
    with pytest.raises(InvalidInputError, match=r"'word'; choose from bibtex, ris"):
        format_bibliography([], "word")
