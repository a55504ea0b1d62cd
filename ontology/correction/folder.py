"""The folder of corrections: one Turtle file each, named by its id."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.correction.correction import Confirmation, Correction, Corrections, Merge, Rejection
from ontology.correction.projection import correction_triples, read_correction
from ontology.errors import InvalidInputError, NotFoundError
from ontology.iri import local_id
from ontology.projection.field import by_subject
from ontology.turtle import read_turtle, write_turtle

if TYPE_CHECKING:
    from ontology.knowledge import Knowledge

_DOCUMENTS = ("article", "policy")
_KINDS = ("actor", "industry", "region", "instrument", "policy")


def load_corrections(folder: Path | None) -> Corrections:
    """All corrections of a folder; none where there is no folder. Raises InvalidInputError for a bad file."""
    found: dict[str, Correction] = {}
    for path in sorted(folder.glob("*.ttl")) if folder is not None else ():
        for subject, properties in by_subject(read_turtle(path)).items():
            id_ = local_id(subject, "correction")
            if not id_:
                raise InvalidInputError(f"{path}: <{subject}> is no correction's IRI: remove it")
            found[id_] = read_correction(id_, properties)
    return Corrections(found)


def add_correction(folder: Path, correction: Correction, knowledge: "Knowledge") -> str:
    """Keep a correction and return its id; it takes effect at the next publish.

    Raises InvalidInputError or NotFoundError where it names what does not exist or undoes itself.
    """
    check_correction(correction, knowledge)
    now = datetime.now(UTC)
    correction = correction if correction.at else replace(correction, at=now.isoformat(timespec="seconds"))
    digest = hashlib.sha256(repr(correction).encode()).hexdigest()[:8]
    id_ = f"{now:%Y%m%dT%H%M%S%fZ}-{digest}"
    before = load_corrections(folder)
    Corrections(before.by_id | {id_: correction}).merges  # noqa: B018 (raises for a circle)
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f".{id_}.partial"
    half.write_text(write_turtle(correction_triples(id_, correction)), "utf-8")
    half.replace(folder / f"{id_}.ttl")
    return id_


def undo_correction(folder: Path, id_: str) -> None:
    """Take a correction back. Raises NotFoundError."""
    known = load_corrections(folder).by_id
    if id_ not in known:
        raise NotFoundError(f"no correction {id_!r}: there are {', '.join(sorted(known)) or 'none'}")
    (folder / f"{id_}.ttl").unlink()


def check_correction(correction: Correction, knowledge: "Knowledge") -> None:
    """Raises InvalidInputError or NotFoundError where a correction names what does not exist."""
    match correction:
        case Merge(source, target):
            if source == target:
                raise InvalidInputError(f"{source!r} cannot be merged with itself: name two entities")
            if _kind(source) != _kind(target):
                raise InvalidInputError(
                    f"{source!r} and {target!r} differ in kind: merge entities of one kind"
                )
            _known(target, knowledge)
        case Rejection(quote, entity, document):
            _kind(entity)
            _quoted(quote, document)
        case Confirmation(quote, entity, document):
            _known(entity, knowledge)
            _quoted(quote, document)


def _known(entity: str, knowledge: "Knowledge") -> None:
    kind, id_ = _kind(entity), entity.partition("/")[2]
    if kind == "policy":
        knowledge.policy(id_)
    else:
        knowledge.entity(kind, id_)  # type: ignore[arg-type]  # one of the four list types


def _kind(entity: str) -> str:
    kind, _, id_ = entity.partition("/")
    if kind not in _KINDS or not id_:
        raise InvalidInputError(f"{entity!r} is no entity: write kind/id, kind one of {', '.join(_KINDS)}")
    return kind


def _quoted(quote: str, document: str | None) -> None:
    if not quote.strip():
        raise InvalidInputError("the quote is empty: give the words of the text, as they stand there")
    kind, _, id_ = (document or "article/any").partition("/")
    if kind not in _DOCUMENTS or not id_:
        raise InvalidInputError(f"{document!r} is no document: write kind/id, kind one of article, policy")
