"""Limits of time in a question: "after 2015", "2021年以后"."""

import re
from dataclasses import dataclass

_YEAR = r"((?:19|20)\d\d)"
_FROM = (
    rf"\b(?:since|after|from)\s+(?:the\s+(?:start|beginning|end)\s+of\s+)?(?:about\s+)?{_YEAR}\b(?!\s*(?:[-–]|to\b|versus\b))",
    rf"{_YEAR}\s*年?(?:以后|之后|以来|过后|起)",
    rf"(?:自从?|从){_YEAR}\s*年",
)
_TO = (
    rf"\b(?:before|until|till|up\s+to|by)\s+(?:the\s+(?:start|beginning|end)\s+of\s+)?(?:about\s+)?{_YEAR}\b",
    rf"{_YEAR}\s*年?(?:以前|之前|前(?!后))",
    rf"(?:到|至){_YEAR}\s*年",
)
_BETWEEN = (
    rf"\b(?:between|from)\s+{_YEAR}\s+(?:and|to|until)\s+{_YEAR}\b",
    rf"(?:从|自)?{_YEAR}\s*年?(?:到|至){_YEAR}\s*年",
)


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Years, both included, that the question asks about; None where it names no limit."""

    first: int | None = None
    last: int | None = None

    def as_filters(self) -> dict[str, str]:
        """As the filters `from` and `to`."""
        limits = {"from": self.first, "to": self.last}
        return {name: str(year) for name, year in limits.items() if year is not None}


def time_limits(text: str) -> TimeLimits:
    """The limits that the question states in so many words; bare years ("the slump of 2008") are none."""
    for pattern in _BETWEEN:
        if match := re.search(pattern, text, re.IGNORECASE):
            return TimeLimits(*sorted(map(int, match.groups())))
    first = _year(_FROM, text)
    last = _year(_TO, text)
    if first and last and first > last:
        return TimeLimits()
    return TimeLimits(first, last)


def _year(patterns: tuple[str, ...], text: str) -> int | None:
    for pattern in patterns:
        if match := re.search(pattern, text, re.IGNORECASE):
            return int(match.group(1))
    return None
