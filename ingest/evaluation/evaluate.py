"""One evaluation: everything that a gold folder has files for."""

import json
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.annotate import Annotator
from ingest.evaluation.gold import ARTICLES, check_directory, read_articles, read_citations, read_lines
from ingest.evaluation.markup import parse_markup
from ingest.evaluation.reading import Judges, Read
from ingest.evaluation.report import Report, article_report, citation_report
from ontology.errors import InvalidInputError
from ontology.knowledge import load_knowledge
from search.evaluation import DEPTH, JudgedQuery, SearchScore, evaluate_search, read_queries
from search.release import Release, open_release
from search.request import SearchQuery

Part = Literal["articles", "citations", "search"]
PARTS: tuple[Part, ...] = ("articles", "citations", "search")


@dataclass
class _Figures:
    reports: list[Report] = field(default_factory=list)
    search: list[SearchScore] = field(default_factory=list)


def evaluate(gold: Path, data: Path, parts: Collection[Part] = PARTS, read: Read | None = None) -> Report:
    """Measure quality on the files that the folder `gold` has.

    articles.jsonl (with policy-name-map.json): mentions, policies, measures. citations.jsonl: citations and
    links. queries.jsonl with qrels.tsv: search, over a passing release of the articles of articles.jsonl and
    the register, or over the current release of `data` where there is no articles.jsonl. `read` stands in
    for the annotator. Raises InvalidInputError where `gold` has none of these.
    """
    check_directory(gold)
    knowledge = load_knowledge()
    judges = Judges.of(knowledge)
    read = read or reader(Annotator(knowledge))
    figures = _Figures()
    articles = read_articles(gold) if "articles" in parts else []
    if articles:
        figures.reports.append(article_report(articles, read, judges))
    citations = read_citations(gold) if "citations" in parts else []
    if citations:
        figures.reports.append(citation_report(citations, read, judges))
    queries = read_queries(gold) if "search" in parts else []
    if queries:
        figures.search = _search_scores(gold, data, queries)
    if not (articles or citations or queries):
        raise InvalidInputError(
            f"{gold} has no gold for {', '.join(parts)}; see benchmarks/README.md for the files"
        )
    return _together(gold, figures)


def reader(annotator: Annotator) -> Read:
    """An annotator as a reader of gold texts, which tells it their language and date."""
    return lambda text: annotator.annotate(text.text, text.language, text.date, text.id)


def search_scores(release: Release, queries: Sequence[JudgedQuery]) -> list[SearchScore]:
    """Figures of search over a release."""

    def rank(query: JudgedQuery) -> list[str]:
        return [hit.id for hit in release.searcher.search(SearchQuery(query.text, top=DEPTH)).hits]

    return evaluate_search(queries, rank)[0]


def _search_scores(gold: Path, data: Path, queries: Sequence[JudgedQuery]) -> list[SearchScore]:
    if not (gold / ARTICLES).exists():
        return search_scores(open_release(data), queries)
    with tempfile.TemporaryDirectory(prefix="drcgraph-") as folder:
        return search_scores(_passing_release(gold / ARTICLES, Path(folder)), queries)


def _passing_release(articles: Path, folder: Path) -> Release:
    """A release of the texts without their annotations."""
    from ingest.publish import ingest

    documents = folder / "articles.jsonl"
    with documents.open("w", encoding="utf-8") as lines:
        for _, row in read_lines(articles):
            row["text"] = parse_markup(row.pop("digest"))[0]
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    ingest(folder / "data", [documents], strict=True)
    return open_release(folder / "data")


def _together(gold: Path, figures: _Figures) -> Report:
    return Report(
        gold=str(gold),
        scores=[score for report in figures.reports for score in report.scores],
        search=figures.search,
        calibration=[found for report in figures.reports for found in report.calibration],
        errors=[error for report in figures.reports for error in report.errors],
    )
