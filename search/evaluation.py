"""How well search ranks: nDCG at 10 and recall at 100 on judged queries."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ontology.errors import InvalidInputError

QUERIES = "queries.jsonl"
JUDGMENTS = "qrels.tsv"
DEPTH = 100

Rank = Callable[["JudgedQuery"], Sequence[str]]
"""The ids of at most 100 documents for a query, best first."""

_CUT = 10
_RESAMPLES = 1_000
_SEED = 20


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with the grades of the documents that are relevant to it: 2 answers it, 1 has a passage."""

    id: str
    text: str
    language: str
    kind: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QueryScore:
    """The figures of one query."""

    query: JudgedQuery
    ndcg: float
    recall: float


@dataclass(frozen=True, slots=True)
class SearchScore:
    """Means over the queries of one part: "all", a language, or a language and kind ("en question").

    `interval` is that of nDCG: 95% by the bootstrap over queries.
    """

    part: str
    queries: int
    ndcg: float
    interval: tuple[float, float]
    recall: float


def read_queries(directory: Path) -> list[JudgedQuery]:
    """The judged queries of a gold folder that have a relevant document; none where it lacks the files.

    Raises InvalidInputError, naming the line, where a file is not of this form.
    """
    if not ((directory / QUERIES).exists() and (directory / JUDGMENTS).exists()):
        return []
    grades = _read_grades(directory / JUDGMENTS)
    found = []
    for number, line in enumerate((directory / QUERIES).read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            id_ = str(row["id"] if "id" in row else row["_id"])
            query = JudgedQuery(id_, row["text"], row.get("language", "en"), row.get("kind", ""), grades[id_])
        except (json.JSONDecodeError, KeyError) as error:
            reason = (
                f'{directory / QUERIES} line {number} is no query ({error}); write {{"id": …, "text": …}}'
            )
            raise InvalidInputError(reason) from error
        if query.grades:
            found.append(query)
    return found


def score_query(query: JudgedQuery, ranking: Sequence[str]) -> QueryScore:
    """nDCG at 10 with gains 2^grade - 1 (Burges et al. 2005), and the share of relevant documents in 100."""
    gains = [_gain(query.grades.get(id_, 0)) for id_ in ranking[:_CUT]]
    ideal = sorted((_gain(grade) for grade in query.grades.values()), reverse=True)[:_CUT]
    found = len(set(ranking[:DEPTH]) & set(query.grades))
    return QueryScore(query, _discounted(gains) / _discounted(ideal), found / len(query.grades))


def evaluate_search(queries: Iterable[JudgedQuery], rank: Rank) -> tuple[list[SearchScore], list[QueryScore]]:
    """Figures by part, and those of each query."""
    scores = [score_query(query, rank(query)) for query in queries]
    parts: dict[str, list[QueryScore]] = defaultdict(list)
    for score in scores:
        language, kind = score.query.language, score.query.kind
        for part in ("all", language, *([f"{language} {kind}"] if kind else ())):
            parts[part].append(score)
    return [_mean(part, own) for part, own in parts.items()], scores


def _mean(part: str, scores: Sequence[QueryScore]) -> SearchScore:
    ndcg = np.array([score.ndcg for score in scores])
    picks = np.random.default_rng(_SEED).integers(len(ndcg), size=(_RESAMPLES, len(ndcg)))
    low, high = np.percentile(ndcg[picks].mean(axis=1), (2.5, 97.5))
    return SearchScore(
        part=part,
        queries=len(scores),
        ndcg=round(float(ndcg.mean()), 4),
        interval=(round(float(low), 4), round(float(high), 4)),
        recall=round(sum(score.recall for score in scores) / len(scores), 4),
    )


def _read_grades(path: Path) -> dict[str, dict[str, int]]:
    """Grades above 0 by query and document; a line of column names at the top is passed over."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        cells = line.split("\t")
        if len(cells) != 3 or not cells[2].strip().lstrip("-").isdigit():
            if number == 1:
                continue
            raise InvalidInputError(
                f"{path} line {number} is no judgment; write query, document and grade, tabs between"
            )
        if int(cells[2]) > 0:
            grades[cells[0]][cells[1]] = int(cells[2])
    return grades


def _gain(grade: int) -> int:
    return (1 << grade) - 1


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
