"""How good the readings are: the figures kept in benchmarks/, which ship with the package."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

FIGURES = ("out_of_fold.json", "baseline.json")
SUBJECTS = ("actor", "industry", "region", "policy", "measure", "standing")
ARTICLES, PASSAGES, SEARCH = "quality.articles", "quality.citations", "quality.search"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure from 0 to 1 with its 95% interval, and what it was counted on.

    `subject` is the key of its name. `precision` and `recall` are None where the measure has no such thing,
    `english` and `chinese` where the language has no figure.
    """

    subject: str
    value: float
    low: float
    high: float
    precision: float | None
    recall: float
    english: float | None
    chinese: float | None
    cases: int


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures that were counted in the same way; `key` names what on, `measure` what is counted."""

    key: str
    measure: str
    figures: list[Figure]


@cache
def quality() -> tuple[FigureTable, ...]:
    """The tables: mentions and measures in articles that no model has seen, citations, search."""
    unseen, kept = (_read(name) for name in FIGURES)
    scores = {(row["set"], row["subject"], row["part"]): row for row in [*kept["scores"], *unseen["scores"]]}
    found = {row["part"]: row for row in kept["search"]}
    return (
        FigureTable(ARTICLES, "F1", [_score(scores, "articles", subject) for subject in SUBJECTS]),
        FigureTable(PASSAGES, "F1", [_score(scores, "citations", name) for name in ("citation", "link")]),
        FigureTable(SEARCH, "nDCG@10", [_search(found)]),
    )


def _read(name: str) -> dict[str, Any]:
    packaged = Path(str(files("api"))) / "quality" / name
    path = packaged if packaged.is_file() else Path(__file__).parents[3] / "benchmarks" / name
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _score(scores: Mapping[tuple[str, str, str], Mapping[str, Any]], set_: str, subject: str) -> Figure:
    row = scores[set_, subject, "all"]
    english, chinese = (scores.get((set_, subject, part), {}).get("f1") for part in ("en", "zh"))
    return Figure(
        subject=f"quality.{subject}",
        value=row["f1"],
        low=row["interval"][0],
        high=row["interval"][1],
        precision=row["precision"],
        recall=row["recall"],
        english=english,
        chinese=chinese,
        cases=row["gold"],
    )


def _search(found: Mapping[str, Mapping[str, Any]]) -> Figure:
    row = found["all"]
    english, chinese = (found.get(part, {}).get("ndcg") for part in ("en", "zh"))
    return Figure(
        subject="quality.queries",
        value=row["ndcg"],
        low=row["interval"][0],
        high=row["interval"][1],
        precision=None,
        recall=row["recall"],
        english=english,
        chinese=chinese,
        cases=row["queries"],
    )
