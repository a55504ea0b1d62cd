"""Dates as people and programs write them, brought to ISO 8601 as exact as they are."""

import re
from datetime import datetime

from ontology.errors import InvalidInputError

_NUMERIC = re.compile(
    r"(?P<year>\d{4})(?:(?:\s*[-/.年]\s*)(?P<month>\d{1,2})(?:(?:\s*[-/.月]\s*)(?P<day>\d{1,2})日?)?月?|年)?"
    r"(?:[T\s]\s*\d{1,2}:\d{2}.*)?"
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_WORDS = ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")
_MONTHS = ("%B %Y", "%b %Y")


def iso_date(value: str) -> str | None:
    """`value` as "2018", "2018-03" or "2018-03-26"; None where it is empty.

    Takes ISO 8601 (a time of day is left out), 2018/3/26, 2018年3月26日, 20180326, March 26, 2018 and
    March 2018.
    Raises InvalidInputError where `value` is no date.
    """
    text = " ".join(value.replace(",", " ").split())
    if not text:
        return None
    match = _COMPACT.fullmatch(text) or _NUMERIC.fullmatch(text)
    date = _from_parts(*match.group("year", "month", "day")) if match else _from_words(text)
    if date is None:
        raise InvalidInputError(f'the date "{value}" cannot be read; write it as 2018-03-26, 2018-03 or 2018')
    return date


def _from_parts(year: str, month: str | None, day: str | None) -> str | None:
    try:
        # Parsed for the check alone; what isn't given is taken as 1.
        datetime(int(year), int(month or 1), int(day or 1))  # noqa: DTZ001 - a date without a time zone
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _from_words(text: str) -> str | None:
    text = text.replace(".", "").replace("Sept ", "Sep ")
    for formats, shape in ((_WORDS, "%Y-%m-%d"), (_MONTHS, "%Y-%m")):
        for date_format in formats:
            try:
                return datetime.strptime(text, date_format).strftime(shape)  # noqa: DTZ007 - a date, no time
            except ValueError:
                continue
    return None
