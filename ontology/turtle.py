"""Turtle files in and out, by the graph engine's own fast parser."""

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse, serialize

from ontology.errors import InvalidInputError
from ontology.vocabulary import PREFIXES

_NEXT_TAGGED = re.compile(r'(?<!\\)("@[a-z]+ ,) (?=")')


def read_turtle(path: Path) -> list[Triple]:
    """The triples of a Turtle file. Raises InvalidInputError naming file, line and fault."""
    return parse_turtle(path.read_bytes(), str(path))


def parse_turtle(content: bytes, name: str) -> list[Triple]:
    """The triples of Turtle text; `name` stands for it in the error raised where it is malformed."""
    try:
        return [quad.triple for quad in parse(content, format=RdfFormat.TURTLE)]
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f"{name}, line {line}" if line else name
        raise InvalidInputError(f"{place}: not Turtle ({error}); correct it there") from error


def write_turtle(triples: Iterable[Triple]) -> str:
    """Readable Turtle: a block a subject, a line a name, and only the prefixes that are used."""
    body = (serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    lines = body.splitlines()
    blocks = [
        line if line.startswith("\t") else f"\n{line}" for line in lines if not line.startswith("@prefix")
    ]
    text = _NEXT_TAGGED.sub(r"\1\n\t\t", "\n".join(blocks)).replace("\t", "    ")
    prefixes = [
        line for line in lines if line.startswith("@prefix") and re.search(rf"\b{line.split()[1]}", text)
    ]
    return "\n".join([*sorted(prefixes), text, ""])
