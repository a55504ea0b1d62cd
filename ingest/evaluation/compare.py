"""An evaluation beside an earlier one: what rose, what fell, and what fell by more than chance explains."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.evaluation.report import Report
from ontology.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Change:
    """One figure then and now. `worse`: it is now below the interval that it had then."""

    name: str
    before: float
    now: float
    worse: bool


def compare(report: Report, baseline: Mapping[str, Any]) -> list[Change]:
    """The figures that both have: F1 of each subject and part, nDCG at 10 of each kind of query.

    Raises InvalidInputError where `baseline` is no report.
    """
    try:
        before = {name: (value, low) for name, value, low in _figures(baseline)}
        now = list(_figures(report.to_json()))
    except (KeyError, TypeError, IndexError) as error:
        raise InvalidInputError(
            f"the baseline lacks {error}; write it anew with `drcgraph evaluate --json`"
        ) from error
    return [
        Change(name, before[name][0], value, worse=value < before[name][1])
        for name, value, _ in now
        if name in before
    ]


def read_baseline(path: Path) -> Mapping[str, Any]:
    """A report that was kept as JSON. Raises InvalidInputError where it is none."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise InvalidInputError(
            f"{path} is no JSON ({error}); write it anew with `drcgraph evaluate --json`"
        ) from error
    if not isinstance(loaded, dict):
        raise InvalidInputError(f"{path} is no report; write it anew with `drcgraph evaluate --json`")
    return loaded


def _figures(report: Mapping[str, Any]) -> Iterator[tuple[str, float, float]]:
    """Names, values and the lower ends of intervals."""
    for row in report["scores"]:
        yield f"{row['set']} {row['subject']} {row['part']} F1", row["f1"], row["interval"][0]
    for row in report["search"]:
        yield f"search {row['part']} nDCG@10", row["ndcg"], row["interval"][0]
