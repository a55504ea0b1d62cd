"""Policies from a CSV table: a row a policy, UTF-8, lists parted by semicolons."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from ontology.entity import EntityType
from ontology.errors import InvalidInputError
from ontology.knowledge import Knowledge
from ontology.policy import Policy, PolicyRelation, RelationType
from ontology.register_file.entry import Entry

_TEXTS = ("id", "title_en", "title_zh", "kind", "level", "date", "status", "number_zh", "number_en")
_MORE_TEXTS = ("valid_from", "valid_to", "summary", "confidence")
_LISTS = ("aliases_en", "aliases_zh", "context_aliases_en", "context_aliases_zh", "sources")
_LINKS: dict[str, EntityType] = {"issuers": "actor", "regions": "region", "industries": "industry"}
_RELATIONS: tuple[RelationType, ...] = get_args(RelationType)
COLUMNS = (*_TEXTS, *_MORE_TEXTS, *_LISTS, *_LINKS, *_RELATIONS, "number_checked")
_TRUTHS = {"": None, "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_csv(file: Path, knowledge: Knowledge) -> list[Entry]:
    """The policies of a CSV file; issuers, regions and industries by id or by any of their names.

    Raises InvalidInputError naming the row (the header is row 1), the column and the remedy.
    """
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{file} is not UTF-8 (byte {error.start}): save it as UTF-8") from error
    table = csv.DictReader(io.StringIO(text), strict=True)
    names = _names(knowledge)
    entries: list[Entry] = []
    try:
        _check_header(file, table.fieldnames or ())
        for number, row in enumerate(table, 2):
            if any(row.values()):
                entries.append(_entry(file, f"row {number}", row, names))
    except csv.Error as error:
        raise InvalidInputError(
            f"{file}, line {table.line_num}: not CSV ({error}); quote the field"
        ) from error
    return entries


def _check_header(file: Path, header: Iterable[str]) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        raise InvalidInputError(
            f"{file}, row 1: no column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}"
        )
    missing = [name for name in ("id", "kind", "level") if name not in header]
    if missing:
        raise InvalidInputError(f"{file}, row 1: column {missing[0]!r} is missing: add it")


def _entry(
    file: Path, place: str, row: Mapping[str | None, Any], names: Mapping[str, Mapping[str, str]]
) -> Entry:
    if None in row:
        raise InvalidInputError(f"{file}, {place}: more fields than the header: quote those with a comma")
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for required in ("id", "kind", "level"):
        if not cells[required]:
            raise InvalidInputError(f"{file}, {place}: {required!r} is empty: fill it in")
    if not cells["title_en"] and not cells["title_zh"]:
        raise InvalidInputError(
            f"{file}, {place}: {cells['id']!r} has no title: fill in title_en or title_zh"
        )
    if cells["number_checked"].lower() not in _TRUTHS:
        raise InvalidInputError(
            f"{file}, {place}: number_checked {cells['number_checked']!r} is not true or false"
        )
    linked = {
        column: _linked(file, place, column, cells[column], names[type_]) for column, type_ in _LINKS.items()
    }
    relations = tuple(
        PolicyRelation(type_, target) for type_ in _RELATIONS for target in _parts(cells[type_])
    )
    values: dict[str, Any] = {name: cells[name] or None for name in (*_TEXTS, *_MORE_TEXTS)}
    values |= {name: cells[name] for name in ("title_en", "title_zh", "summary")}
    values |= {"status": cells["status"] or "unknown", "confidence": cells["confidence"] or "medium"}
    values |= {name: _parts(cells[name]) for name in _LISTS} | linked
    values |= {"relations": relations, "number_checked": _TRUTHS[cells["number_checked"].lower()]}
    return Entry(Policy(**values), place)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.replace("；", ";").split(";") if part.strip())


def _linked(file: Path, place: str, column: str, cell: str, names: Mapping[str, str]) -> tuple[str, ...]:
    ids = []
    for name in _parts(cell):
        if name.lower() not in names:
            raise InvalidInputError(
                f"{file}, {place}: {column} {name!r} is in no list: give an id or a listed name"
            )
        ids.append(names[name.lower()])
    return tuple(ids)


def _names(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    """For each type, ids by lower-case name: aliases give way to labels, labels to ids."""
    found: dict[str, dict[str, str]] = {}
    for type_ in _LINKS.values():
        entities = knowledge.entities(type_).values()
        aliases = {name.lower(): e.id for e in entities for name in (*e.aliases_en, *e.aliases_zh)}
        labels = {name.lower(): e.id for e in entities for name in (e.label_en, e.label_zh)}
        found[type_] = aliases | labels | {e.id: e.id for e in entities}
    return found
