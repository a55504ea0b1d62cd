"""Sentences with exact offsets: sentencex finds the ends, this module keeps it linear and mends its cuts."""

import re
from collections.abc import Iterator

from ingest.paragraph import Span, paragraphs

_WINDOW = 4_000
"""No more than this goes to sentencex at once: it takes time quadratic in the number of unbalanced quotes."""

_LONGEST = 700
"""A longer "sentence" comes of a list or of a quote that never closes: it is cut at full stops inside."""

_CUT = re.compile(r"[.!?][\"'”’)\]]*\s|[。！？；…][”’」』）]*|\n")
_SPACE = re.compile(r"\s")
_END_IN_QUOTE = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘(]?[A-Z0-9])|[。！？；][”’」』）]*")
_CHINESE_CLAUSE = re.compile(r"[；;]")
_OPEN, _CLOSE = "（(《“〔【「『", "）)》”〕】」』"
_ABBREVIATION = re.compile(
    r"(?:\b(?:approx|arts?|cf|ca|ed|eds|pp|para|paras|sec|secs|ch|Nos|nos|resp|Rmb|bn|mn)|No)\.$"
)
_LOWER_START = re.compile(r"[a-z,;)\]”’]")
_NUMERAL_ONLY = re.compile(r"[(（]?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)）]$")


def sentences(text: str, language: str) -> list[Span]:
    """The sentences of `text` in order, without the white space between them. Linear in the text's length.

    A sentence never crosses a paragraph. Chinese semicolons end one too, as they part the items of a list.
    """
    found: list[Span] = []
    for start, end in paragraphs(text):
        found.extend(_paragraph_sentences(text, start, end, language))
    return found


def _paragraph_sentences(text: str, start: int, end: int, language: str) -> list[Span]:
    pieces = [piece for window in _windows(text, start, end) for piece in _segment(text, *window, language)]
    return [span for piece in _joined(text, pieces) for span in _divided(text, *piece)]


def _windows(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches of at most `_WINDOW` code points, cut after a sentence end or else at white space."""
    while end - start > _WINDOW:
        cut = start + _WINDOW
        for pattern in (_CUT, _SPACE):
            ends = [match.end() for match in pattern.finditer(text, start + _WINDOW // 2, cut)]
            if ends:
                cut = ends[-1]
                break
        yield start, cut
        start = cut
    yield start, end


def _segment(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    from sentencex import get_sentence_boundaries

    # Same length: a line break inside a paragraph is a space to the segmenter.
    line = re.sub(r"\s", " ", text[start:end])
    for boundary in get_sentence_boundaries("zh" if language == "zh" else language, line):
        span = (start + boundary["start_index"], start + boundary["end_index"])
        yield from _clauses(text, *span) if language == "zh" else (span,)


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """Parts of a Chinese sentence between semicolons that stand outside of brackets and quotes."""
    depth, first = 0, start
    for position in range(start, end):
        char = text[position]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in "；;":
            yield first, position + 1
            first = position + 1
    yield first, end


def _joined(text: str, pieces: list[Span]) -> list[Span]:
    """The pieces without white space around them, joined again where the cut was after no sentence end."""
    joined: list[Span] = []
    for start, end in pieces:
        stripped = text[start:end].strip()
        if not stripped:
            continue
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(stripped)
        if joined and _continues(text, *joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _continues(text: str, previous_start: int, previous_end: int, start: int) -> bool:
    previous = text[max(previous_start, previous_end - 12) : previous_end]
    return bool(
        _LOWER_START.match(text, start)
        or _ABBREVIATION.search(previous)
        or (previous_end - previous_start <= 5 and _NUMERAL_ONLY.match(previous))
    )


def _divided(text: str, start: int, end: int) -> Iterator[Span]:
    if end - start <= _LONGEST:
        yield start, end
        return
    first = start
    for match in _END_IN_QUOTE.finditer(text, start, end):
        cut = match.end()
        if cut < end:
            yield first, first + len(text[first:cut].rstrip())
            first = cut
    yield first, end
