"""Passages: groups of sentences of one paragraph, small enough for an encoder that reads 256 word pieces."""

import math
import re
from collections.abc import Iterator

from ingest.paragraph import Span, paragraphs
from ingest.sentence import sentences
from ontology.article import Passage

LONGEST = 900
"""Most weight of a passage, in Latin characters. 900 are some 190 word pieces, or 300 Chinese characters."""

_CJK_WEIGHT = 3
_TINY = 120
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CLAUSE_END = re.compile(r"[,;:]\s|[，；：、]")
_SPACE = re.compile(r"\s")


def passages(document_id: str, text: str, language: str) -> list[Passage]:
    """`text` as passages `<document_id>-p1`, `-p2`, …, in order, without overlap; only white space is left.

    A passage holds whole sentences of one paragraph where that is possible: a tiny paragraph (a heading, say)
    joins the next one, and a sentence longer than a passage is cut at a comma or space.
    """
    spans = [span for group in _groups(text) for span in _packed(text, *group, language)]
    return [Passage(f"{document_id}-p{n}", a, b, text[a:b]) for n, (a, b) in enumerate(spans, start=1)]


def _groups(text: str) -> Iterator[Span]:
    """Paragraphs, tiny ones joined to the one that follows (the last one to the one before)."""
    pending: Span | None = None
    for start, end in paragraphs(text):
        if pending is not None and _weight(text[pending[0] : pending[1]]) >= _TINY:
            yield pending
            pending = None
        pending = (pending[0] if pending else start, end)
    if pending is not None:
        yield pending


def _packed(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    """Passages of about equal weight out of the sentences between `start` and `end`."""
    total = _weight(text[start:end])
    if total <= LONGEST:
        yield start, end
        return
    target = total / math.ceil(total / LONGEST)
    first, last, weight, packed, count = start, start, 0, 0, 1
    for piece_start, piece_end, piece_weight in _pieces(text, start, end, language):
        if weight and (weight + piece_weight > LONGEST or packed + piece_weight / 2 > target * count):
            yield first, last
            first, weight, count = piece_start, 0, count + 1
        last = piece_end
        weight += piece_weight
        packed += piece_weight
    yield first, last


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int, int]]:
    """Sentences with their weights, those heavier than a passage cut into parts."""
    for sentence_start, sentence_end in sentences(text[start:end], language):
        a, b = start + sentence_start, start + sentence_end
        weight = _weight(text[a:b])
        if weight <= LONGEST:
            yield a, b, weight
        else:
            yield from ((c, d, _weight(text[c:d])) for c, d in _cut(text, a, b))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while _weight(text[start:end][: LONGEST + 1]) > LONGEST:
        limit = start + _fitting(text[start : start + LONGEST])
        cut = _last_end(text, (start + limit) // 2, limit)
        yield start, start + len(text[start:cut].rstrip())
        start = cut
    if text[start:end].strip():
        yield start, end


def _last_end(text: str, start: int, end: int) -> int:
    """Where the last clause ends between `start` and `end`, or else the last word, or else `end`."""
    for pattern in (_CLAUSE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, start, end)]
        if ends:
            return ends[-1]
    return end


def _fitting(text: str) -> int:
    """How many characters at the start of `text` weigh no more than a passage."""
    weight = 0
    for position, char in enumerate(text):
        weight += _CJK_WEIGHT if _CJK.match(char) else 1
        if weight > LONGEST:
            return position
    return len(text)


def _weight(text: str) -> int:
    return len(text) + (_CJK_WEIGHT - 1) * len(_CJK.findall(text))
