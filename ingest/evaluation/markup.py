"""Texts with inline annotations: `{surface text|type|name}`, which may stand inside one another."""

import re
from dataclasses import dataclass

from ontology.errors import InvalidInputError

_TOKEN = re.compile(r"\{|\|(?P<type>[a-z]+)\|(?P<name>[^{}|]*)\}")


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated stretch of a plain text. `type` is actor, region, industry, policy or measure."""

    start: int
    end: int
    text: str
    type: str
    name: str


def parse_markup(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The plain text and its annotations, by start and longer ones first; offsets in the plain text.

    Raises InvalidInputError, naming the place, where braces do not match.
    """
    plain: list[str] = []
    length, position = 0, 0
    opened: list[int] = []
    found: list[tuple[int, int, str, str]] = []
    for token in _TOKEN.finditer(marked):
        plain.append(marked[position : token.start()])
        length += token.start() - position
        position = token.end()
        if token.group() == "{":
            opened.append(length)
        elif opened:
            found.append((opened.pop(), length, token["type"], token["name"]))
        else:
            raise InvalidInputError(
                f'"{_around(marked, token.start())}" closes an annotation that never opened'
            )
    plain.append(marked[position:])
    if opened:
        raise InvalidInputError(
            f'"{_around(marked, len(marked))}" leaves an annotation open; close it with }}'
        )
    text = "".join(plain)
    spans = sorted(
        (Span(start, end, text[start:end], kind, name) for start, end, kind, name in found),
        key=lambda span: (span.start, -span.end, span.type),
    )
    return text, tuple(spans)


def _around(text: str, position: int) -> str:
    return " ".join(text[max(0, position - 40) : position + 20].split())
