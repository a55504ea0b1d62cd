"""A policy among the policies it is related to: a drawing that one walks by its links."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.http.page.reference import Linker, Ref
from ontology.policy import Policy

WIDTH, ROW, SHOWN = 720, 34, 9
MIDDLE, ONE_SIDED, TWO_SIDED = 208, 452, 232
"""Widths of the box in the middle, and of the others where they stand on one side or on both."""
_LETTER = 7.4
_WIDE_AFTER = 0x2E80
"""From here on characters (Chinese ones) are twice as wide."""


@dataclass(frozen=True, slots=True)
class Node:
    """A policy with its place, its label cut to fit, and the curve to the middle."""

    ref: Ref
    label: str
    relation: str
    x: int
    y: int
    width: int
    path: str


@dataclass(frozen=True, slots=True)
class Network:
    """What the policy in the middle builds on (left) and what builds on it (right)."""

    width: int
    height: int
    middle: str
    middle_x: int
    nodes: list[Node]
    left_out: int


def network(policy: Policy, relations: Sequence[tuple[str, Sequence[Ref]]], linker: Linker) -> Network | None:
    """The drawing of a policy's `relations` (name, policies); an inverse one stands on the right."""
    named = [(name, ref) for name, refs in relations for ref in refs]
    left = [pair for pair in named if not pair[0].endswith(".inverse")]
    right = [pair for pair in named if pair[0].endswith(".inverse")]
    if not named:
        return None
    height = max(len(left[:SHOWN]), len(right[:SHOWN]), 2) * ROW
    box = TWO_SIDED if left and right else ONE_SIDED
    middle = (WIDTH - MIDDLE) // 2 if left and right else WIDTH - MIDDLE if left else 0
    nodes = [
        *_side(left[:SHOWN], height, box, middle),
        *_side(right[:SHOWN], height, box, middle, right=True),
    ]
    title = shortened(linker.ui.title(policy), 26)
    return Network(WIDTH, height, title, middle, nodes, len(named) - len(nodes))


def shortened(text: str, width: int) -> str:
    """The text cut to `width` Latin letters' breadth, a Chinese character counting two."""
    used = 0
    for place, char in enumerate(text):
        used += 2 if ord(char) >= _WIDE_AFTER else 1
        if used > width:
            return text[: max(1, place - 1)].rstrip() + "…"
    return text


def _side(
    pairs: Sequence[tuple[str, Ref]], height: int, box: int, middle: int, *, right: bool = False
) -> list[Node]:
    x = WIDTH - box if right else 0
    start, end = (x, middle + MIDDLE) if right else (box, middle)
    bend, centre = (start + end) // 2, height // 2
    nodes = []
    for place, (name, ref) in enumerate(pairs):
        y = round(height * (place + 0.5) / len(pairs))
        path = f"M{start} {y}C{bend} {y} {bend} {centre} {end} {centre}"
        nodes.append(Node(ref, shortened(ref.label, int(box / _LETTER)), name, x, y, box, path))
    return nodes
