"""What a text says about the document it means, besides its name: years, period, ordinal, count, place."""

import re
from dataclasses import dataclass

from ontology.number.character import chinese_int
from ontology.resolver.term import number_word

_ZH = "一二三四五六七八九十"
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_PERIOD = re.compile(
    rf"(?<!\d)(?P<from>{_YEAR})\s*年?\s*(?:[-–—－~～至到/]|to|and)+\s*(?P<to>{_YEAR}|\d\d(?!\d))"
)
_YEARS = re.compile(rf"(?<![\d.,])(?P<year>{_YEAR})(?![\d%])(?!\s*[-–—－~～]\s*\d)")
_BY_YEAR = re.compile(
    rf"\b(?:before|by|through|until|year)\s+(?:the\s+)?{_YEAR}|{_YEAR}\s*年?前|{_YEAR}年远景"
)
_ORDINAL_EN = re.compile(
    r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)(?=[\s,\w-]{0,50}?(?:five[\s-]*year|fyp))"
    r"|\b(?P<w>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth)(?=[\s,\w-]{0,50}?(?:five[\s-]*year|fyp))",
    re.IGNORECASE,
)
_ORDINAL_ZH = re.compile(
    rf"[“\"‘']?(?P<a>[{_ZH}]{{1,2}})五[”\"’']?(?!年)|第\s*(?P<b>[{_ZH}]{{1,3}}|\d{{1,2}})\s*个五年"
)
_COUNT_EN = re.compile(
    r"\b(?P<n>\d{1,3})(?:[\s-]+(?:[a-z]+[\s-]+){0,2}?)(?:articles?|points?|measures?|opinions|policies|rules|steps)\b",
    re.IGNORECASE,
)
_COUNT_WORD_EN = re.compile(
    r"\b(?P<w>twenty|thirty|forty|fifty|sixty)?[\s-]?(?P<u>one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)?[\s-]+(?:[a-z]+\s+){0,1}?"
    r"(?:articles|points?|measures|opinions|policies|rules|steps)\b",
    re.IGNORECASE,
)
_COUNT_ZH = re.compile(rf"(?P<n>\d{{1,3}}|[{_ZH}]{{1,3}})\s?条")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_FIRST_PLAN_YEAR = 1953


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a cited document apart from its name; empty sets and None say that nothing is.

    `years` are said of the document itself and must be right; `near_years` and `months` ("2016-04") stand in
    the same sentence and only speak for or against. `places` are region ids in the mention, `near_places` in
    the text around it. `ordinal` counts five-year plans. `until` is the date of the citing text.
    """

    kind: str | None = None
    years: frozenset[int] = frozenset()
    near_years: frozenset[int] = frozenset()
    months: frozenset[str] = frozenset()
    periods: frozenset[tuple[int, int]] = frozenset()
    ordinal: int | None = None
    count: int | None = None
    places: frozenset[str] = frozenset()
    near_places: frozenset[str] = frozenset()
    until: str | None = None


def read_periods(text: str) -> frozenset[tuple[int, int]]:
    """Spans of years: 2013-2020, 2016 to 2020, 1953-57, 2021—2025年."""
    found = set()
    for match in _PERIOD.finditer(text):
        start, end = int(match["from"]), int(match["to"])
        end = end if end > 100 else start // 100 * 100 + end
        if 0 < end - start <= 20:
            found.add((start, end))
    return frozenset(found)


def read_years(text: str) -> frozenset[int]:
    """Single years, those of a period and targets ("before 2030") left out."""
    rest = _BY_YEAR.sub(" ", _PERIOD.sub(" ", text))
    return frozenset(int(match["year"]) for match in _YEARS.finditer(rest))


def read_ordinal(text: str) -> int | None:
    """Which five-year plan: 13 for "13th Five-Year Plan", “十三五”, 第十三个五年规划, or by its years."""
    match = _ORDINAL_EN.search(text)
    if match:
        return int(match["n"]) if match["n"] else int(number_word(match["w"])[:-2])
    match = _ORDINAL_ZH.search(text)
    if match:
        numeral = match["a"] or match["b"]
        return int(numeral) if numeral.isdecimal() else chinese_int(numeral)
    return None


def ordinal_of_period(period: tuple[int, int]) -> int | None:
    """The five-year plan that ran over exactly these years (2016-2020: 13)."""
    start, end = period
    if end - start != 4:
        return None
    # The second plan began in 1958; 1963-65 lay between two plans.
    number, rest = divmod(start - 1966, 5)
    if rest == 0 and start >= 1966:
        return number + 3
    return {_FIRST_PLAN_YEAR: 1, 1958: 2}.get(start)


def read_count(text: str) -> int | None:
    """How many articles, points or measures a popular name counts ("35-point", "fourteen measures", 36条)."""
    match = _COUNT_EN.search(text) or _COUNT_ZH.search(text)
    if match:
        numeral = match["n"]
        number = int(numeral) if numeral.isdecimal() else chinese_int(numeral)
        return number if number > 2 else None
    for match in _COUNT_WORD_EN.finditer(text):
        number = _TENS.get((match["w"] or "").lower(), 0) + int(number_word(match["u"] or "") or 0)
        if number > 2:
            return number
    return None
