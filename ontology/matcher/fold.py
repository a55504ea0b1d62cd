"""Text in the one form in which names are compared, with the way back to the original offsets."""

import re
from dataclasses import dataclass

_SPACES = (
    "\t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
)
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\uff07`\u00b4"
_IGNORED = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# One code point to one, so that this step moves no offset. Full-width forms stand 0xFEE0 above ASCII.
_ONE_TO_ONE: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(c): " " for c in _SPACES + _DASHES},
    **{ord(c): "'" for c in _APOSTROPHES},
    **dict.fromkeys(range(55296, 57344), 65533),  # halves of a code point, which UTF-8 cannot write
    0x0130: "I",  # the only letter whose lower case is two code points
}

# Gone before comparing: invisible characters, further spaces of a run, and spaces inside Chinese text,
# where a line may break anywhere. A blank line stays, since no name runs across it.
_DROPPED = re.compile(
    rf"[{_IGNORED}]+|(?<= ) +|(?<=[{_HAN}]) +(?=[{_HAN}])",
)
_INVISIBLE = re.compile(f"[{_IGNORED}]+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_PARAGRAPH = "\x00"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text made comparable: `cased` keeps its capitals, `lower` has none; both have the same length.

    `offsets[i]` is the place in the original of folded character i; None where nothing moved.
    """

    cased: str
    lower: str
    offsets: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that folded characters `start` to `end` came from."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def visible(text: str) -> str:
    """The text without marks of direction, joiners and other characters that show nothing."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def fold(text: str) -> FoldedText:
    """Narrow full-width forms, make dashes and spaces one space, apostrophes straight, drop the invisible."""
    marked = _BLANK_LINE.sub(lambda gap: _PARAGRAPH * len(gap.group()), text)
    mapped = marked.translate(_ONE_TO_ONE)
    drops = [match.span() for match in _DROPPED.finditer(mapped)]
    if not drops:
        return FoldedText(mapped, mapped.lower())
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for start, end in [*drops, (len(mapped), len(mapped))]:
        pieces.append(mapped[position:start])
        offsets.extend(range(position, start))
        position = end
    cased = "".join(pieces)
    return FoldedText(cased, cased.lower(), tuple(offsets))
