"""By when a measure is to be done: ISO 8601, a year or a month."""

import re

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ENGLISH = re.compile(
    r"\b(?:by|before|until|no later than)\s+"
    r"(?:the\s+(?:end|close|first half|middle)\s+of\s+|late\s+|around\s+)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})\s+(?:\d{{1,2}},?\s+)?)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:到|至|截至|力争|争取)?(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?(?:底|末|年底)?(?P<before>前|之前|以前)?"
)
_UNTIL = ("到", "至", "截至", "力争", "争取")
_PLAN_EN = re.compile(
    r"\b(?:during|over|in)\s+the\s+(?P<ordinal>\d{1,2})th\s+five[- ]year\s+plan", re.IGNORECASE
)
_FIRST_PLAN_END = 1957
"""The first five-year plan of China ran to 1957; later ones every five years, but for a gap to 1965."""


def find_deadline(text: str) -> str | None:
    """The first deadline that `text` names ("by 2020", "到2025年6月", "during the 14th Five-Year Plan")."""
    for match in _ENGLISH.finditer(text):
        month = _MONTHS.index(match["month"].lower()) + 1 if match["month"] else None
        return _iso(match["year"], month)
    for match in _CHINESE.finditer(text):
        if match["before"] or match[0].startswith(_UNTIL):
            return _iso(match["year"], int(match["month"]) if match["month"] else None)
    plan = _PLAN_EN.search(text)
    return str(plan_end(int(plan["ordinal"]))) if plan else None


def plan_end(ordinal: int) -> int:
    """Last year of the five-year plan with this number: the 3rd ended in 1970, the 14th in 2025."""
    return _FIRST_PLAN_END + 5 * (ordinal - 1) + (3 if ordinal > 2 else 0)


def _iso(year: str, month: int | None) -> str:
    return f"{year}-{month:02d}" if month and 1 <= month <= 12 else year
