"""Policies in files that people write: Turtle, or CSV with a column a field."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from ontology.errors import InvalidInputError
from ontology.knowledge import knowledge_of
from ontology.policy import Policy, PolicyRelation
from ontology.projection.field import by_subject
from ontology.projection.policy import RELATIONS, register_graph
from ontology.turtle import read_turtle, write_turtle

REQUIRED_COLUMNS = ("id", "kind", "level")
_MANY = {
    "aliases_en", "aliases_zh", "context_aliases_en", "context_aliases_zh",
    "issuers", "regions", "industries", "sources",
}  # fmt: skip
_COLUMNS = ({field.name for field in fields(Policy)} - {"relations"}) | set(RELATIONS)
_DATES = ("date", "valid_from", "valid_to")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_register_file(path: Path) -> list[Policy]:
    """The policies in a .ttl or .csv file. Raises InvalidInputError naming file, place and remedy.

    CSV is UTF-8 with a header. Its columns are the fields of `Policy`, several values parted by ";", and one
    a relation (implements, cites, supersedes, amends, extends) with the ids of the policies it leads to.
    """
    if not path.is_file():
        raise InvalidInputError(f"{path} is not a file: give a .ttl or .csv file of policies")
    if path.suffix == ".ttl":
        return list(knowledge_of(by_subject(read_turtle(path)), "").policies.values())
    if path.suffix == ".csv":
        return _read_csv(path)
    raise InvalidInputError(f"{path} is neither .ttl nor .csv: give a file of policies in one of the two")


def register_turtle(policies: Iterable[Policy]) -> bytes:
    """Policies as Turtle that `read_register_file` reads."""
    return write_turtle(register_graph(policies).triples).encode()


def _read_csv(path: Path) -> list[Policy]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            _check_header(path, reader.fieldnames or ())
            rows = [(reader.line_num, row) for row in reader]
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path} is not UTF-8: save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise InvalidInputError(f"{path}: not CSV ({error}): mend it there") from error
    policies = [_policy(f"{path}, line {line}", row) for line, row in rows]
    ids = [policy.id for policy in policies]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise InvalidInputError(f"{path} has {id_!r} twice: give each policy one line")
    return policies


def _check_header(path: Path, names: Iterable[str]) -> None:
    for name in names:
        if name not in _COLUMNS:
            raise InvalidInputError(f"{path} has a column {name!r}: use {', '.join(sorted(_COLUMNS))}")
    for name in REQUIRED_COLUMNS:
        if name not in names:
            raise InvalidInputError(f"{path} has no column {name!r}: add it")


def _policy(place: str, row: Mapping[str, str | None]) -> Policy:
    if None in row:
        raise InvalidInputError(f"{place}: more values than columns: quote values that hold commas")
    cells = {name: value.strip() for name, value in row.items() if value and value.strip()}
    for name in REQUIRED_COLUMNS:
        if name not in cells:
            raise InvalidInputError(f"{place}: no {name}: fill it in")
    if not {"title_en", "title_zh"} & cells.keys():
        raise InvalidInputError(f"{place}: no title: fill in title_en or title_zh")
    for name in _DATES:
        if name in cells and not _DATE.fullmatch(cells[name]):
            raise InvalidInputError(
                f"{place}: {name} {cells[name]!r} is no date: write 2016, 2016-04 or 2016-04-26"
            )
    values: dict[str, object] = {name: value for name, value in cells.items() if name not in RELATIONS}
    values |= {name: tuple(_parts(cells[name])) for name in _MANY & cells.keys()}
    if "number_checked" in cells:
        values["number_checked"] = _boolean(place, cells["number_checked"])
    relations = tuple(
        PolicyRelation(type_, target) for type_ in RELATIONS for target in _parts(cells.get(type_, ""))
    )
    defaults = {"title_en": "", "title_zh": "", "date": None, "status": "unknown"}
    return Policy(**(defaults | values), relations=relations)  # type: ignore[arg-type]  # columns are fields


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _boolean(place: str, value: str) -> bool:
    if value.lower() not in _BOOLEANS:
        raise InvalidInputError(f"{place}: number_checked {value!r}: write true or false")
    return _BOOLEANS[value.lower()]
