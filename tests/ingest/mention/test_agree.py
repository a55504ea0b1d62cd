"""Mentions and citations of one text never overlap."""

from ingest.mention import agree
from ontology.article import Citation, Mention


def mention(start: int, end: int) -> Mention:
    return Mention(start, end, "x" * (end - start), "region", "harbin", "Harbin", 1.0)


def citation(start: int, end: int) -> Citation:
    return Citation(start, end, "x" * (end - start), "resolved", "p", (), None, None, "title", 1.0)


def test_a_name_inside_a_title_is_no_mention() -> None:
    mentions, citations = agree([mention(0, 4), mention(12, 16)], [citation(10, 30)])
    assert [m.start for m in mentions] == [0]
    assert len(citations) == 1


def test_a_short_policy_name_inside_a_body_is_no_citation() -> None:
    mentions, citations = agree([mention(0, 20)], [citation(5, 10)])
    assert len(mentions) == 1
    assert citations == []


def test_of_equal_spans_the_citation_stays() -> None:
    assert agree([mention(0, 5)], [citation(0, 5)]) == ([], [citation(0, 5)])
