import pytest

from ontology.errors import NotFoundError
from search.related import related


@pytest.fixture(scope="module")
def neighbours(make_release, article):
    same = {"mentions": [("industry", "steel")], "cites": ["made-in-china-2025"]}
    return make_release(
        [
            article("a", "Steel mills modernise", "Furnaces are replaced in Anshan.", **same),
            article("b", "New furnaces", "Anshan replaces old furnaces of its steel mills.", **same),
            article("c", "Skiing in Harbin", "Tourists come for ice and snow."),
        ]
    ).searcher


def test_the_most_related_document_comes_first_and_the_document_itself_is_left_out(neighbours):
    assert [found.id for found in neighbours.related("a")] == ["b", "c"]


def test_reasons_name_shared_policies_and_entities(neighbours):
    reasons = neighbours.related("a")[0].reasons
    assert reasons.policies == ("policy/made-in-china-2025",)
    assert reasons.entities == ("industry/steel",)
    assert 0 < reasons.meaning <= 1


def test_an_unknown_document_is_named(neighbours):
    with pytest.raises(NotFoundError, match="nowhere"):
        neighbours.related("nowhere")


def test_without_vectors_what_is_shared_decides(neighbours):
    found = related(neighbours._rows, neighbours._terms, (), "a")
    assert [other.id for other in found] == ["b", "c"]
    assert found[0].reasons.meaning == 0
