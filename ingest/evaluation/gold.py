"""The gold sets: texts with the annotations that careful people made."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.evaluation.markup import Span, parse_markup
from ontology.errors import InvalidInputError, NotFoundError

ARTICLES = "articles.jsonl"
CITATIONS = "citations.jsonl"
POLICY_NAMES = "policy-name-map.json"
STANDINGS = "standing.jsonl"

_CATEGORY = re.compile(r"\bcat=([\w+-]+)")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its annotations by offset. `category` tells the kinds of citation passages apart.

    `standings` are measures again, for some of them, named by their standing.
    """

    id: str
    language: str
    text: str
    spans: tuple[Span, ...]
    date: str | None = None
    category: str = ""
    standings: tuple[Span, ...] = ()


def read_articles(directory: Path) -> list[GoldText]:
    """The annotated articles of a gold folder; none where it has no such file.

    The names of policies become register ids where `policy-name-map.json` has them; `standing.jsonl` has the
    standing of some measures.
    """
    path = directory / POLICY_NAMES
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    standings = _standings(directory / STANDINGS)
    return [
        replace(
            text,
            spans=tuple(_mapped(span, names) for span in text.spans),
            standings=tuple(standings[text.id]),
        )
        for text in _texts(directory / ARTICLES, "digest")
    ]


def read_citations(directory: Path) -> list[GoldText]:
    """The citation passages of a gold folder, policies named by register id; none without that file."""
    return list(_texts(directory / CITATIONS, "text"))


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with their line numbers. Raises InvalidInputError for a bad line."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                values = json.loads(line)
            except json.JSONDecodeError as error:
                raise InvalidInputError(
                    f"{path} line {number} is no JSON ({error}); mend the line"
                ) from error
            yield number, values


def check_directory(directory: Path) -> None:
    """Raises NotFoundError where `directory` is no folder."""
    if not directory.is_dir():
        raise NotFoundError(f"{directory} is no folder; name one with gold files, such as benchmarks/gold")


def _texts(path: Path, field: str) -> Iterator[GoldText]:
    if not path.exists():
        return
    for number, row in read_lines(path):
        try:
            text, spans = parse_markup(row[field])
            category = _CATEGORY.search(row.get("note") or "")
            yield GoldText(
                id=str(row["id"]),
                language=row["language"],
                text=text,
                spans=spans,
                date=row.get("date"),
                category=category.group(1) if category else "",
            )
        except KeyError as error:
            raise InvalidInputError(f"{path} line {number} lacks {error}; add it") from error
        except InvalidInputError as error:
            raise InvalidInputError(f"{path} line {number}: {error}") from error


def _standings(path: Path) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for number, row in read_lines(path) if path.exists() else ():
        try:
            span = Span(row["start"], row["end"], row["quote"], "standing", row["standing"])
            found[row["id"]].append(span)
        except KeyError as error:
            raise InvalidInputError(f"{path} line {number} lacks {error}; add it") from error
    return found


def _mapped(span: Span, names: dict[str, str]) -> Span:
    return replace(span, name=names.get(span.name, span.name)) if span.type == "policy" else span
