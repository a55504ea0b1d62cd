"""The lines between an article's title and its text: who wrote it, who published it, when."""

import re
from dataclasses import dataclass

from ingest.read.date import iso_date
from ontology.errors import InvalidInputError

DRC = "Development Research Center of the State Council"

_LONGEST = 200
_DRC = re.compile(
    r"\bDRC\b|Development Research Cent(?:er|re) of the State Council|国务院发展研究中心|国研中心"
)
_LABEL = re.compile(
    r"\s*(?:(?P<author>by\b|authors?\s*[:：]|作\s*者\s*[:：]|文\s*[/／:：])"
    r"|(?P<source>source\s*[:：]|来\s*源\s*[:：]|publisher\s*[:：])"
    r"|(?P<date>(?:publish(?:ed)?|updated?|release[ds]?)?\s*(?:date|time|on|at)?\s*[:：]|(?:发布|发表|更新)?\s*(?:时间|日期)\s*[:：]))\s*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)\s+\d{4}"
)
_PART = re.compile(
    r"\s{2,}|\t|\s*[|｜]\s*|\s+(?=(?:来源|作者|时间|日期|发布时间|source|date)\s*[:：])", re.IGNORECASE
)
_UNIT = re.compile(
    r"\b(?:Department|Institute|Cent(?:er|re)|Division|Bureau|Office|Academy|University|DRC)\b"
)
_TEAM = re.compile(r"\b(?:Research (?:Team|Group)|Task Force|Project Team)\b|课题组|研究组|调研组")
_NAMES = re.compile(r"\s*(?:,|;|&|、|，|；|\band\b)\s*")
_NAME = re.compile(
    r"[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){1,3}|[\u4e00-\u9fff]{2,4}(?:\s+[\u4e00-\u9fff]{2,4})*"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What is known so far; empty where nothing is."""

    authors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""

    def joined(self, other: "Byline") -> "Byline":
        """Both together, the earlier one's publisher and date first."""
        return Byline(
            (*self.authors, *other.authors), self.publisher or other.publisher, self.date or other.date
        )


def read_byline(line: str) -> Byline | None:
    """What `line` says of author, publisher and date; None where it is a line of the article."""
    if len(line) > _LONGEST:
        return None
    byline = Byline()
    for part in _PART.split(line):
        found = _read_part(part.strip())
        if found is None:
            return None
        byline = byline.joined(found)
    return byline


def _read_part(part: str) -> Byline | None:
    if not part:
        return Byline()
    label = _LABEL.match(part)
    value = part[label.end() :].strip() if label else part
    kind = label.lastgroup if label else None
    if kind == "source":
        return Byline(publisher=_publisher(value))
    if kind == "date" or _DATE.fullmatch(value):
        return _dated(value)
    if kind == "author" or _names_people(value):
        return Byline(_authors(value), DRC if _DRC.search(value) else "")
    return None


def _dated(value: str) -> Byline | None:
    match = _DATE.search(value)
    if match is None:
        return None
    try:
        return Byline(date=iso_date(match.group()) or "")
    except InvalidInputError:
        return None


def _names_people(line: str) -> bool:
    """Whether an unlabelled line is a byline: no full stop, and it names DRC, a team or people."""
    if line.endswith((".", "。", "：", ":", "；", ";", "！", "？", "?", "!")):
        return False
    if _TEAM.search(line) or re.search(r"(?:,\s*DRC|[,，]\s*国务院发展研究中心)$", line):
        return True
    if line.startswith("国务院发展研究中心") and len(line) < 40:
        return True
    people = [name for name in _NAMES.split(line) if name]
    return bool(_DRC.search(line)) and all(_NAME.fullmatch(name) or _UNIT.search(name) for name in people)


def _authors(value: str) -> tuple[str, ...]:
    if _TEAM.search(value):
        return (value,)
    parts = [part for part in _NAMES.split(value) if part]
    people = tuple(part for part in parts if not _UNIT.search(part) and not _DRC.search(part))
    return people or (value,)


def _publisher(value: str) -> str:
    return DRC if _DRC.search(value) else value
