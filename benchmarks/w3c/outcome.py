"""What became of the tests, and whether that is what the list of expected failures says."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

EXPECTED = Path(__file__).with_name("expected_failures.tsv")


@dataclass(frozen=True)
class Outcome:
    """One test: its group in the table, and whether it passes; the engine alone has no protocol (None)."""

    name: str
    group: str
    engine: bool | None
    http: bool

    @property
    def failing(self) -> str:
        """Where it fails: "both", "http", "engine", or nothing."""
        if self.engine is False:
            return "engine" if self.http else "both"
        return "" if self.http else "http"


@dataclass(frozen=True)
class Expected:
    """A test that fails, where, and why."""

    fails: str
    reason: str


def read_expected(path: Path = EXPECTED) -> dict[str, Expected]:
    """The tests that are known to fail, by name."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["test"]: Expected(row["fails"], row["reason"]) for row in rows}


def unexpected(outcomes: Iterable[Outcome], expected: Mapping[str, Expected]) -> list[str]:
    """A line for every test that does other than expected, and for every one expected that was not run."""
    found = {outcome.name: outcome.failing for outcome in outcomes}
    lines = []
    for name in sorted(found.keys() | expected.keys()):
        wanted = expected[name].fails if name in expected else ""
        if name not in found:
            lines.append(f"{name} was not run")
        elif found[name] != wanted:
            lines.append(f"{name} fails in {found[name] or 'neither'}, expected: {wanted or 'neither'}")
    return lines


def table(outcomes: Iterable[Outcome]) -> str:
    """Counts by group, as Markdown."""
    lines = ["| tests | number | pass in the engine | pass over HTTP | differ |", "|---|---|---|---|---|"]
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.group, []).append(outcome)
    everything = [outcome for group in groups.values() for outcome in group]
    for name, members in [*groups.items(), ("all", everything)]:
        judged = [outcome for outcome in members if outcome.engine is not None]
        engine = sum(bool(outcome.engine) for outcome in judged) if judged else "–"
        http = sum(outcome.http for outcome in members)
        differ = sum(outcome.engine != outcome.http for outcome in judged)
        lines.append(f"| {name} | {len(members)} | {engine} | {http} | {differ} |")
    return "\n".join(lines)
