"""Annotated text as nested runs that a template can print: paragraphs, measures, then marked names."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeVar

from ingest.paragraph import paragraphs
from ontology.article import Annotation, Citation, Measure, Mention

Mark = Mention | Citation
Span = TypeVar("Span", bound=Mention | Citation | Measure)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under one mark, or none; `first` where the mark begins here."""

    text: str
    mark: Mark | None
    first: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs inside one measure, or outside any. `number` counts the measures from 1; `last` ends it."""

    runs: tuple[Run, ...]
    number: int | None
    first: bool
    last: bool


def annotated(text: str, annotation: Annotation) -> list[tuple[Stretch, ...]]:
    """The text's paragraphs, each cut where an annotation begins or ends.

    A citation wins over a mention that it overlaps, the longer of two spans over the shorter one.
    """
    names: list[Mark] = [*annotation.citations, *annotation.mentions]
    marks = without_overlaps(sorted(names, key=_rank), len(text))
    measures = without_overlaps(sorted(annotation.measures, key=_rank), len(text))
    numbers = {id(measure): n for n, measure in enumerate(annotation.measures, 1)}
    made = []
    for start, end in paragraphs(text):
        cuts = _cuts(start, end, [*marks, *measures])
        pieces = []
        for a, b in pairwise(cuts):
            mark = _covering(marks, a, b)
            run = Run(text[a:b], mark, mark is not None and mark.start == a)
            pieces.append((_covering(measures, a, b), a, b, run))
        made.append(tuple(_stretches(pieces, numbers)))
    return made


def without_overlaps(ranked: Iterable[Span], length: int) -> list[Span]:
    """The spans that can be printed in a row, in order of appearance; an earlier one in rank wins."""
    taken = bytearray(length)
    kept = []
    for span in ranked:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * len(taken[span.start : span.end])
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def highlighted(text: str, spans: Iterable[Sequence[int]]) -> list[tuple[str, bool]]:
    """The text cut into pieces, each with whether it is highlighted; spans may overlap or overrun."""
    flags = bytearray(len(text))
    for start, end in spans:
        flags[start:end] = b"\x01" * len(flags[start:end])
    cuts = [i for i in range(1, len(text)) if flags[i] != flags[i - 1]]
    return [(text[a:b], bool(flags[a])) for a, b in pairwise([0, *cuts, len(text)]) if a < b]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt: whether it was looked for, and the type of the entity that it names, or ""."""

    text: str
    found: bool
    type: str


def excerpt(
    text: str, spans: Iterable[Sequence[int]], length: int, names: Sequence[tuple[int, int, str]] = ()
) -> list[Piece]:
    """At most about `length` characters of the text, from where most `spans` are, cut into pieces.

    `names` are (start, end, type) of entities in the text. What is left out before or after is told by an
    ellipsis; words are not cut.
    """
    spans = sorted(tuple(span) for span in spans)
    if len(text) <= length * 5 // 4:
        return _pieces(text, 0, len(text), spans, names)
    starts = [0, *(max(0, span[0] - length // 6) for span in spans)]
    start = max(starts, key=lambda s: sum(s <= span[0] and span[1] <= s + length for span in spans))
    start = min(start, len(text) - length)
    first, last = _word_start(text, start), _word_end(text, start + length)
    pieces = _pieces(text, first, last, spans, names)
    before, after = Piece("… ", found=False, type=""), Piece(" …", found=False, type="")
    return [*([before] if first else []), *pieces, *([after] if last < len(text) else [])]


def _pieces(
    text: str, first: int, last: int, spans: Iterable[Sequence[int]], names: Sequence[tuple[int, int, str]]
) -> list[Piece]:
    """The text from `first` to `last`, cut wherever what holds of it changes."""
    found = [False] * len(text)
    types = [""] * len(text)
    for start, end in spans:
        found[start:end] = [True] * len(found[start:end])
    for start, end, type_ in names:
        types[start:end] = [type_] * len(types[start:end])
    same = groupby(range(first, last), key=lambda at: (found[at], types[at]))
    return [Piece("".join(text[at] for at in places), *facts) for facts, places in same]


def _word_start(text: str, place: int) -> int:
    space = text.find(" ", place, place + 24)
    return space + 1 if place and space >= 0 else place


def _word_end(text: str, place: int) -> int:
    space = text.rfind(" ", max(0, place - 24), place)
    return space if place < len(text) and space >= 0 else place


def _rank(span: Mention | Citation | Measure) -> tuple[bool, int, int]:
    return isinstance(span, Mention), span.start - span.end, span.start


def _cuts(start: int, end: int, spans: Sequence[Mention | Citation | Measure]) -> list[int]:
    inner = {point for span in spans for point in (span.start, span.end) if start < point < end}
    return sorted({start, end, *inner})


def _covering(spans: Sequence[Span], start: int, end: int) -> Span | None:
    place = bisect_right(spans, start, key=lambda span: span.start) - 1
    return spans[place] if place >= 0 and end <= spans[place].end else None


def _stretches(
    pieces: Iterable[tuple[Measure | None, int, int, Run]], numbers: dict[int, int]
) -> Iterator[Stretch]:
    for _, group in groupby(pieces, key=lambda piece: id(piece[0])):
        parts = list(group)
        measure = parts[0][0]
        runs = tuple(run for _, _, _, run in parts)
        if measure is None:
            yield Stretch(runs, None, first=False, last=False)
        else:
            first, last = parts[0][1] == measure.start, parts[-1][2] == measure.end
            yield Stretch(runs, numbers[id(measure)], first, last)
