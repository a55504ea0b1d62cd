"""Who is put to use does not act."""

import pytest

from ingest.measure.means import is_means
from ontology.article import Mention


def means(text: str, quote: str, type_: str = "actor") -> bool:
    start = text.index(quote)
    return is_means(text, Mention(start, start + len(quote), quote, type_, quote, quote, 0.9))


@pytest.mark.parametrize("verb", ["利用", "充分发挥", "依托"])
def test_the_object_of_a_verb_of_using_is_a_means(verb: str) -> None:
    assert means(f"{verb}老厂的设备和技术人才，建设新的基地", "技术人才")


def test_the_verb_governs_its_own_clause_alone() -> None:
    assert not means("利用老厂的设备，企业应建设新的基地", "企业")
    assert not means("企业利用老厂的设备", "企业")


def test_only_actors_act() -> None:
    assert not means("利用沿海港口", "沿海", "region")
