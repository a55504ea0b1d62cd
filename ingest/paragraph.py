"""Paragraphs of a text: blank lines part them, and so do single line breaks that are no hard wraps."""

import re
from collections.abc import Iterator

Span = tuple[int, int]
"""Start and end, in code points."""

_BLANK = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*|\f")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_TERMINAL = re.compile(r"[.!?。！？；;:：…][\"'”’」』）)\]]*\s*$")
_ITEM = re.compile(
    r"\s*(?:[-*+•·●▪◦–—]\s|#{1,6}\s|\[\d{1,3}\]|\(?\d{1,2}[.)、．](?=\s|[\u3400-\u9fff])|\([ivx]{1,4}\)"
    r"|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|第[一二三四五六七八九十]{1,3}[，、条章节]"
    r"|[一二三四五六七八九]是)"
)
_RUNS_ON = re.compile(r"(?:[,，、]|\bNos?\.)\s*$")
_LOWER_START = re.compile(r"\s*[a-z]")
_WIDEST_WRAP = 130
_SHORT = 0.6


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order, without the white space around them. Linear in the text's length."""
    return [span for block in _blocks(text) for span in _parts(text, *block)]


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for blank in _BLANK.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Parts of a block of lines: a line break inside a hard-wrapped paragraph doesn't part it."""
    lines = [line.span() for line in _LINE.finditer(text, start, end) if not line.group().isspace()]
    if not lines:
        return
    widest = max(_width(text[a:b]) for a, b in lines)
    first = lines[0][0]
    for (_, previous_end), (next_start, _), previous in zip(lines, lines[1:], lines, strict=False):
        if _breaks(text[previous[0] : previous_end], text[next_start : next_start + 12], widest):
            yield _trimmed(text, first, previous_end)
            first = next_start
    yield _trimmed(text, first, lines[-1][1])


def _breaks(line: str, following: str, widest: int) -> bool:
    if _ITEM.match(following) or line.lstrip().startswith("#"):
        return True
    if _RUNS_ON.search(line[-8:]) or _LOWER_START.match(following):
        return False
    if widest > _WIDEST_WRAP:
        return True
    # The last line of a wrapped paragraph falls short, and so does a heading.
    short = _width(line) < _SHORT * widest
    return short or (_width(line) < 0.9 * widest and _TERMINAL.search(line[-8:]) is not None)


def _width(line: str) -> int:
    """Columns that the line takes in a fixed-width font: Chinese characters take two."""
    return len(line) + sum(1 for char in line[: _WIDEST_WRAP + 1] if char >= "\u2e80")


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
