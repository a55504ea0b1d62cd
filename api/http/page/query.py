"""The query page: examples, and an answer as a table that people can read."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from api.http.page.interface import Interface
from ontology.iri import BASE
from ontology.query import QueryResult

ROWS = 200
STARTER = """\
PREFIX drc: <https://w3id.org/drcgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?class (COUNT(?thing) AS ?count)
WHERE { ?thing a ?class }
GROUP BY ?class
ORDER BY DESC(?count)
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it answers, in two languages."""

    name: str
    english: str
    chinese: str
    query: str


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: words, and where they lead."""

    text: str
    href: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A result: a table, a yes or no, or statements as Turtle. `left_out` counts the rows not shown."""

    columns: list[str]
    rows: list[list[Value]]
    boolean: bool | None
    turtle: str | None
    count: int
    left_out: int
    milliseconds: int


@cache
def examples() -> tuple[Example, ...]:
    """The example queries in order of their file names; a comment at its head says what each answers."""
    packaged = Path(str(files("api"))) / "queries"
    folder = packaged if packaged.is_dir() else Path(__file__).parents[3] / "docs" / "queries"
    return tuple(_example(path) for path in sorted(folder.glob("*.rq")))


def _example(path: Path) -> Example:
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = []
    while lines and lines[0].startswith("#"):
        comment.append(lines.pop(0).lstrip("# "))
    chinese = [line for line in comment if Interface.lang_of(line) != "en"]
    english = [line for line in comment if line not in chinese]
    return Example(path.stem, " ".join(english), "".join(chinese), "\n".join(lines).strip() + "\n")


def answer(result: QueryResult, ui: Interface) -> Answer:
    """What the page shows of a result in JSON or Turtle."""
    milliseconds = round(result.elapsed * 1000)
    if result.format != "json":
        turtle = result.read().decode("utf-8")
        shown = turtle[: ROWS * 400]
        return Answer([], [], None, shown, result.rows, int(len(shown) < len(turtle)), milliseconds)
    found = json.loads(result.read())
    if "boolean" in found:
        return Answer([], [], bool(found["boolean"]), None, 1, 0, milliseconds)
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    cells = [[_value(row.get(column), ui) for column in columns] for row in rows[:ROWS]]
    return Answer(columns, cells, None, None, len(rows), max(0, len(rows) - ROWS), milliseconds)


def _value(term: dict[str, Any] | None, ui: Interface) -> Value:
    if term is None:
        return Value("")
    text = (
        str(term["value"])
        if isinstance(term["value"], str)
        else json.dumps(term["value"], ensure_ascii=False)
    )
    if term["type"] != "uri":
        return Value(text, lang=term.get("xml:lang"))
    if text.startswith(BASE) and "#" not in text:
        return Value(text.removeprefix(BASE), f"{ui.root}/id/{text.removeprefix(BASE)}")
    return Value(text, text if text.startswith(("http://", "https://")) else None)
