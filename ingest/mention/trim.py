"""Spans without what no name has at its edges."""

import re

from ontology.matcher import visible

_BRACKETS = {"(": ")", "（": "）", "[": "]", "《": "》", "“": "”"}
_CLOSING = {close: opening for opening, close in _BRACKETS.items()}
_PEOPLES = re.compile(r"(?<=People)(?:['’]s [A-Z]\w+)+")
_NAMING = re.compile(r"[^\W_]")
_FUNCTION = re.compile(r"(?:the|a|an|this|that|its|their|our|of|and|in|for|the said)", re.IGNORECASE)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without marks that show nothing at its edges and without half a pair of brackets.

    "Greater Bay Area (GBA" ends before the bracket, "Zhejiang Provincial People" goes on with "'s Congress".
    None where nothing remains that may be a name.
    """
    end = _balanced(text, start, end)
    while start < end and not _shows(text[start]):
        start += 1
    while end > start and not _shows(text[end - 1]):
        end -= 1
    body = _PEOPLES.match(text, end)
    end = body.end() if body else end
    quote = text[start:end]
    return (start, end) if _NAMING.search(quote) and not _FUNCTION.fullmatch(quote) else None


def _balanced(text: str, start: int, end: int) -> int:
    """Where the span ends before a bracket that it opens and does not close, or closes and does not open."""
    opened: list[int] = []
    for at in range(start, end):
        if text[at] in _BRACKETS:
            opened.append(at)
        elif text[at] in _CLOSING:
            if not opened:
                return at if at == end - 1 else end
            opened.pop()
    return opened[0] if opened and opened[0] > start else end


def _shows(character: str) -> bool:
    return bool(visible(character)) and not character.isspace()
