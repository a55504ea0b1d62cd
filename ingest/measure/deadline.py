"""By when a measure is to be done: ISO 8601, a year or a month."""

import re

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ENGLISH = re.compile(
    r"\b(?:by|before|until|till|through|no later than|not later than)\s+"
    r"(?:(?:the\s+)?(?:very\s+)?(?:end|close|start|beginning|(?:first|second)\s+half|middle"
    r"|(?:first|second|third|fourth)\s+quarter)\s+of\s+"
    r"|(?:late|early|around|about|mid|end|year[- ]end|as early as)[\s-]+)?"
    r"(?:the\s+year\s+|fiscal\s+)?"
    rf"(?:(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{'|'.join(_MONTHS)})"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?\s+)?(?P<year>(?:19|20)\d\d)\b(?![,.]\d)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<until>到|(?<!截)至|力争|争取)?(?:在|于|到)?(?P<year>(?:19|20)\d\d|[一二][〇零○九]\S{2})年"
    r"(?:(?P<month>\d{1,2})月(?:(?:份)|\d{1,2}[日号])?|[上下]半年|[第]?[一二三四1-4]季度)?"
    r"(?:年?底|年?末|年中|年初)?(?P<before>之前|以前|前(?!后))?"
)
_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_PLAN_EN = re.compile(
    r"\b(?:during|over|in|within|by the end of)\s+(?:the\s+)?(?P<ordinal>\d{1,2})th\s+five[- ]year\s+plan",
    re.IGNORECASE,
)
_PLAN_ZH = re.compile(r"[“\"「]?(?P<ordinal>十[一二三四五六七八九]?)五[”\"」]?(?:规划)?(?:期间|时期|期末|末)")
_FIRST_PLAN_END = 1957
"""The first five-year plan of China ran to 1957; later ones every five years, but for a gap to 1965."""


def find_deadline(text: str, within: int | None = None) -> str | None:
    """The first deadline that `text` names ("by 2020", "到2025年6月", "during the 14th Five-Year Plan").

    It begins in the first `within` characters, where these are given.
    """
    end = len(text) if within is None else within
    dates = (date for find in (_english, _chinese, _plan) if (date := find(text, end)))
    return next(dates, None)


def plan_end(ordinal: int) -> int:
    """Last year of the five-year plan with this number: the 3rd ended in 1970, the 14th in 2025."""
    return _FIRST_PLAN_END + 5 * (ordinal - 1) + (3 if ordinal > 2 else 0)


def _english(text: str, end: int) -> str | None:
    match = _ENGLISH.search(text)
    if match is None or match.start() >= end:
        return None
    return _iso(match["year"], _MONTHS.index(match["month"].lower()) + 1 if match["month"] else None)


def _chinese(text: str, end: int) -> str | None:
    for match in _CHINESE.finditer(text):
        if match.start() >= end:
            return None
        year = "".join(_DIGITS.get(digit, digit) for digit in match["year"])
        if (match["before"] or match["until"]) and year.isdecimal():
            return _iso(year, int(match["month"]) if match["month"] else None)
    return None


def _plan(text: str, end: int) -> str | None:
    english, chinese = _PLAN_EN.search(text), _PLAN_ZH.search(text)
    if english and english.start() < end:
        return str(plan_end(int(english["ordinal"])))
    if chinese and chinese.start() < end:
        return str(plan_end(10 + int(_DIGITS.get(chinese["ordinal"][1:], "0"))))
    return None


def _iso(year: str, month: int | None) -> str:
    return f"{year}-{month:02d}" if month and 1 <= month <= 12 else year
