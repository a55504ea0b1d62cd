"""The words around a mention: its sentence, and the dates and places said there."""

import re
from calendar import month_name

from ontology.matcher import NameMatch
from ontology.resolver import Evidence
from ontology.resolver.evidence import read_count, read_ordinal, read_periods, read_years

_MONTHS = tuple(month_name)[1:]
_MONTH_EN = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+"
    r"(?:\d{1,2},?\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_MONTH_ZH = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月")
_DAY = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<day2>\d{{1,2}})\s+(?P<month2>{'|'.join(_MONTHS)})\s+(?P<year2>(?:19|20)\d\d)\b"
    r"|(?P<year3>(?:19|20)\d\d)\s*年\s*(?P<month3>\d{1,2})\s*月\s*(?P<day3>\d{1,2})\s*日"
)
_STOP = re.compile(r"[。！？；\n]|(?<=[a-z\d)\]”\"’])[.!?;](?=\s)|\n\s*\n")
_REACH = 240
_LONGEST_PLACE = 30
_OF_YEAR = re.compile(
    rf"^[”\"’)》]?\s*(?:[(（]|of|for)\s*(?:(?:{'|'.join(_MONTHS)})\s+)?(?P<year>(?:19|20)\d\d)年?[)）]?(?![\d-])"
)
_PERIOD_AFTER = re.compile(r"[》”\"]?\s*[,，(（]?\s*(?:for\s+)?(?:19|20)\d\d\s*(?:[-–—]|to)\s*\d{2,4}\b")
_YEAR_BEFORE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*(?:年)?(?:\d{1,2}月)?(?:印发的|出台的|发布的|的)?\s*[“\"《]?$"
)
_RELATIVE = re.compile(
    r"(?:今年|本年度?|\b[Tt]his\s+year['’]s|(?P<last>去年|上年度?|\b[Ll]ast\s+year['’]s))(?:的|印发的|发布的)?\s*[“《]?$"
)


class TextContext:
    """Looks up what stands around a place in one text."""

    def __init__(self, text: str, places: list[NameMatch]) -> None:
        self.text = text
        self._places = places
        # From where place names end to where they start.
        self.place_ends = {match.end: match.start for match in places}

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence around `start`:`end`, at most a few hundred characters."""
        left = max(0, start - _REACH)
        for stop in _STOP.finditer(self.text, left, start):
            left = stop.end()
        stop_after = _STOP.search(self.text, end, min(len(self.text), end + _REACH))
        return left, stop_after.start() if stop_after else min(len(self.text), end + _REACH)

    def places(self, start: int, end: int) -> frozenset[str]:
        """Ids of the regions named within `start`:`end`."""
        return frozenset(match.id for match in self._between(start, end))

    def place_before(self, end: int) -> frozenset[str]:
        """The region whose name ends right at `end`, China aside."""
        found = self._between(max(0, end - _LONGEST_PLACE), end)
        return frozenset(match.id for match in found[-1:] if match.end == end and match.id != "china")

    def last_place(self, start: int, end: int) -> frozenset[str]:
        """The region named last within `start`:`end`."""
        between = self._between(start, end)
        return frozenset({between[-1].id}) if between else frozenset()

    def _between(self, start: int, end: int) -> list[NameMatch]:
        low, high = 0, len(self._places)
        while low < high:
            middle = (low + high) // 2
            if self._places[middle].start < start:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self._places) and self._places[low].end <= end:
            found.append(self._places[low])
            low += 1
        return found

    def evidence(self, start: int, end: int, title: str, kind: str | None, until: str | None) -> Evidence:
        """All that the mention and its sentence say of the document."""
        left, right = self.sentence(start, end)
        around = self.text[left:start] + " " + self.text[end:right]
        own = read_years(title)
        said = self._year_beside(start, end) or self._year_of(until, start)
        return Evidence(
            kind=kind,
            years=own or said,
            near_years=read_years(around),
            months=read_months(self.text[left:right]),
            periods=read_periods(title) or self._periods_beside(end),
            ordinal=read_ordinal(title),
            count=read_count(title),
            places=self.places(start, end),
            near_places=self.places(left, right),
            until=until,
        )

    def _periods_beside(self, end: int) -> frozenset[tuple[int, int]]:
        after = _PERIOD_AFTER.match(self.text, end, end + 24)
        return read_periods(after.group()) if after else frozenset()

    def _year_of(self, date: str | None, start: int) -> frozenset[int]:
        """The year that "this year's" or 去年 right before means in a text of that date."""
        said = _RELATIVE.search(self.text, max(0, start - 16), start)
        return frozenset({int(date[:4]) - bool(said["last"])}) if said and date else frozenset()

    def _year_beside(self, start: int, end: int) -> frozenset[int]:
        after = _OF_YEAR.match(self.text[end : end + 40])
        before = _YEAR_BEFORE.search(self.text[max(0, start - 16) : start])
        if after:
            return frozenset({int(after["year"])})
        return frozenset({int(before["year"])}) if before else frozenset()


def read_months(text: str) -> frozenset[str]:
    """Months with their year, as "2016-04"."""
    found = set()
    for match in _MONTH_EN.finditer(text):
        found.add(f"{match['year']}-{_month_number(match['month']):02d}")
    for match in _MONTH_ZH.finditer(text):
        found.add(f"{match['year']}-{int(match['month']):02d}")
    return frozenset(found)


def read_days(text: str) -> frozenset[str]:
    """Days, as "2016-04-26"."""
    found = set()
    for match in _DAY.finditer(text):
        name = match["month"] or match["month2"]
        month = int(match["month3"]) if match["month3"] else _month_number(name)
        day = int(match["day"] or match["day2"] or match["day3"])
        year = match["year"] or match["year2"] or match["year3"]
        found.add(f"{year}-{month:02d}-{day:02d}")
    return frozenset(found)


def last_date(text: str) -> int:
    """Where the last date of `text` ends; 0 if it has none."""
    return max(
        (m.end() for pattern in (_MONTH_EN, _MONTH_ZH, _DAY) for m in pattern.finditer(text)), default=0
    )


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))
