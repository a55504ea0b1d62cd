"""A file of policies, read and checked whole: every fault is told with its place and remedy."""

from collections.abc import Iterable
from pathlib import Path

from ontology.errors import InvalidInputError, NotFoundError
from ontology.knowledge import Knowledge, load_knowledge
from ontology.policy import Policy
from ontology.projection.policy import policy_triples
from ontology.register_file.check import faults
from ontology.register_file.csv_table import read_csv
from ontology.register_file.entry import Entry
from ontology.register_file.turtle_file import read_turtle_file
from ontology.turtle import write_turtle

_MOST_FAULTS = 5


def check_register(file: Path, knowledge: Knowledge | None = None) -> list[Policy]:
    """The policies of a Turtle (.ttl) or CSV (.csv) file, all usable with the lists and register at hand.

    Raises InvalidInputError naming line or row, value and remedy; NotFoundError where there is no file.
    """
    known = knowledge or load_knowledge()
    entries = _read(file, known)
    if not entries:
        raise InvalidInputError(f"{file} holds no policy: type each drc:PolicyDocument or drc:Strategy")
    policies = known.policies.keys() | {entry.policy.id for entry in entries}
    found = [
        f"{file}, {entry.place}: {fault}"
        for entry in entries
        for fault in faults(entry.policy, known, policies)
    ]
    found += _repeated(file, entries)
    if found:
        more = f"; and {len(found) - _MOST_FAULTS} more faults" if len(found) > _MOST_FAULTS else ""
        raise InvalidInputError("; ".join(found[:_MOST_FAULTS]) + more)
    return [entry.policy for entry in entries]


def register_turtle(policies: Iterable[Policy]) -> bytes:
    """Policies as the Turtle that a data folder keeps."""
    ordered = sorted(policies, key=lambda policy: policy.id)
    return write_turtle(triple for policy in ordered for triple in policy_triples(policy)).encode()


def _read(file: Path, knowledge: Knowledge) -> list[Entry]:
    if not file.is_file():
        raise NotFoundError(f"{file} is not a file: give the path of a Turtle or CSV file")
    match file.suffix.lower():
        case ".ttl":
            return read_turtle_file(file)
        case ".csv":
            return read_csv(file, knowledge)
        case other:
            raise InvalidInputError(
                f"{file} ends in {other!r}: a register file is Turtle (.ttl) or CSV (.csv)"
            )


def _repeated(file: Path, entries: Iterable[Entry]) -> list[str]:
    first: dict[str, str] = {}
    found = []
    for entry in entries:
        id_ = entry.policy.id
        if id_ in first:
            found.append(f"{file}, {entry.place}: id {id_!r} stands at {first[id_]} too: rename one")
        first.setdefault(id_, entry.place)
    return found
