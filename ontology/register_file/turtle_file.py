"""Policies from a Turtle file, with the lines where they begin."""

import re
from pathlib import Path

from ontology.errors import InvalidInputError
from ontology.iri import BASE, local_id
from ontology.projection.field import by_subject
from ontology.projection.policy import read_policy
from ontology.register_file.entry import Entry
from ontology.turtle import parse_turtle
from ontology.vocabulary import RDF_TYPE, term

_CLASSES = (term("drc:PolicyDocument"), term("drc:Strategy"))


def read_turtle_file(file: Path) -> list[Entry]:
    """The policies of a Turtle file by line. Raises InvalidInputError with the line at fault."""
    content = file.read_bytes()
    subjects = by_subject(parse_turtle(content, str(file)))
    entries = []
    for subject, properties in subjects.items():
        if not any(class_ in properties.get(RDF_TYPE.value, ()) for class_ in _CLASSES):
            continue
        id_ = local_id(subject, "policy")
        line = _line_of(subject, content)
        if not id_:
            raise InvalidInputError(
                f"{file}, line {line}: <{subject}> is not a policy's IRI: write {BASE}policy/ID"
            )
        try:
            entries.append((line, read_policy(id_, properties)))
        except InvalidInputError as error:
            raise InvalidInputError(f"{file}, line {line}: {error}") from error
    return [Entry(policy, f"line {line}") for line, policy in sorted(entries, key=lambda entry: entry[0])]


def _line_of(subject: str, content: bytes) -> int:
    """The first line that names the subject, by its whole IRI or after a prefix."""
    local = re.escape(subject.rpartition("/")[2])
    named = re.compile(rf"^\s*(<{re.escape(subject)}>|<[^>]*{local}>|[\w-]*:{local}\s)")
    lines = content.decode("utf-8", "replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if named.match(line)), 1)
