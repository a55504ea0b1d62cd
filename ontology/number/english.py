"""Document numbers as English texts write them: Guofa [2014] No. 28, State Council Document No. 28 of 2014.

All patterns run over text made plain by `ontology.number.character.plain`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ontology.number.character import to_int
from ontology.number.code import code_book
from ontology.number.reading import Reading

_YEAR = r"[12][\dOoQIl|]{3}"
_SERIAL = r"[\dOoIl|]{1,5}(?![\w%])"
_NO = r"(?:[Nn][oO]s?\b\s*[.:,]?|#|[Nn]umbers?\b)"
_CORE = re.compile(
    rf"[\[(]\s*(?P<y1>{_YEAR})\s*[\])]?\s*,?\s*(?:Document\s+|Doc\.\s*)?(?P<no1>{_NO})\s*(?P<s1>{_SERIAL})"
    rf"|[\[(]\s*(?P<y2>{_YEAR})\s*[\])]\s*(?P<s2>{_SERIAL})"
    rf"|\b(?P<y3>{_YEAR})\s*[\])]?\s*,?\s*(?P<no3>{_NO})\s*(?P<s3>{_SERIAL})"
    rf"|(?<!\w)(?P<no4>{_NO})\s*(?P<s4>{_SERIAL})(?:\s*[\[(]\s*(?P<y4>{_YEAR})\s*[\])]|,?\s+of\s+(?P<y5>{_YEAR})\b)?"
    rf"|(?<=[A-Za-z]\s)(?P<y8>{_YEAR})-(?P<s8>\d{{1,3}})(?![\w%-])"
    rf"|(?<=[Dd]ocument\s)(?P<s5>\d{{1,4}})\s*(?:[\[(]\s*(?P<y6>{_YEAR})\s*[\])]|,?\s+of\s+(?P<y7>{_YEAR})\b)"
)
_WORDS = re.compile(r"(?:[A-Za-zü]+[\s-]{1,3}){0,4}[A-Za-zü]+[\s,.]{0,3}$")
_DOC = r"(?:Documents?|Docs?\.?|[Ff]iles?|Papers?|Letters?|Orders?|Decrees?|Circulars?|Notices?)"
_DOCUMENT = re.compile(rf"(?P<doc>\b{_DOC}|\b(?i:documents?|letter|circular|order|decree))[\s,]*$")
_ORDER_WORDS = ("order", "decree")
_LEFT = 110
_ANNOUNCEMENT = re.compile(
    rf"\bAnnouncement\s+(?:[\[(][^\])]{{1,12}}[\])]\s*)?{_NO}\s*(?P<serial>{_SERIAL})\s+of\s+the\s+"
    r"(?:Standing\s+Committee\s+of\s+the\s+)?(?P<place>[A-Z]\w+(?:\s[A-Z]\w+)?)\s+(?:Provincial\s+|Municipal\s+)?"
    r"People['’]s\s+Congress"
)
_ABBREVIATIONS = {
    "国务院": ("State Council", "SC", "Chinese cabinet"),
    "国务院办公厅": (
        "General Office of the State Council",
        "State Council General Office",
        "State Council Office",
    ),
    "中共中央": (
        "CPC Central Committee",
        "Central Committee of the Communist Party of China",
        "Central Committee of the CPC",
        "Party Central Committee",
        "CCCPC",
        "Central Committee",
        "Party centre",
        "Party center",
        "Central",
    ),
    "中共中央办公厅": (
        "General Office of the CPC Central Committee",
        "General Office of the Central Committee",
    ),
    "主席": ("President of the People's Republic of China", "President", "Presidential", "PRC President"),
    "发改": ("National Development and Reform Commission", "NDRC"),
    "财税": (
        "Ministry of Finance and the State Administration of Taxation",
        "MOF and SAT",
        "Finance and Taxation",
    ),
    "财": ("Ministry of Finance", "MOF", "MoF", "Finance Ministry"),
    "工信部": ("Ministry of Industry and Information Technology", "MIIT"),
    "国税": ("State Administration of Taxation", "SAT"),
    "商": ("Ministry of Commerce", "MOFCOM"),
    "国资": ("SASAC",),
    "银": ("People's Bank of China", "PBOC", "PBoC"),
}
_SERIES = {
    "国务院": {"": "国发", "letter": "国函", "order": "国务院令"},
    "国务院办公厅": {"": "国办发", "letter": "国办函"},
    "中共中央": {"": "中发"},
    "中共中央办公厅": {"": "中办发"},
    "主席": {"order": "主席令"},
    "发改": {"": "发改", "order": "国家发展和改革委员会令"},
    "财": {"": "财", "order": "财政部令"},
    "工信部": {"": "工信部", "order": "工业和信息化部令"},
    "商": {"": "商", "order": "商务部令"},
}


def english_numbers(text: str) -> Iterator[Reading]:
    """Every number of the English forms in `text` (already plain), in order."""
    yield from _announcements(text)
    for match in _CORE.finditer(text):
        serial = to_int(_first(match, "s"))
        year = to_int(_first(match, "y"))
        if serial is None or not _has_digit(match) or (year and not 1949 <= year <= 2100):
            continue
        if match["y8"]:
            yield from _hyphened(text, match, year, serial)
            continue
        number = match["no1"] or match["no3"] or match["no4"] or ""
        reading = _with_issuer(text, match.start(), match.end(), year, serial)
        if reading is None and (match["y1"] or match["y2"]):
            reading = Reading(match.start(), match.end(), "", year, serial, complete=False)
        if reading is None and match["no4"]:
            reading = Reading(match.start(), match.end(), "", year, serial, complete=False)
        if reading:
            plural = number.lower().startswith(("nos", "numbers"))
            yield replace(reading, plural=plural)


def _hyphened(text: str, match: re.Match[str], year: int | None, serial: int) -> Iterator[Reading]:
    """Guofa 2016-62: only after a code, since years and periods are written so too."""
    coded = _pinyin_before(text, max(0, match.start() - _LEFT), match.start())
    if coded:
        yield Reading(coded[1], match.end(), coded[0], year, serial, complete=True)


def _announcements(text: str) -> Iterator[Reading]:
    for match in _ANNOUNCEMENT.finditer(text):
        place, serial = code_book().place(match["place"]), to_int(match["serial"])
        if place and serial is not None:
            code = f"{place}人民代表大会常务委员会公告"
            yield Reading(match.start(), match.end(), code, None, serial, complete=True)


def _has_digit(match: re.Match[str]) -> bool:
    return any(c.isdecimal() for c in _first(match, "s"))


def _first(match: re.Match[str], letter: str) -> str:
    """What the groups s1, s2, … (or y1, …) caught; empty if nothing."""
    return next((said for name, said in match.groupdict().items() if name[0] == letter and said), "")


def _with_issuer(text: str, start: int, end: int, year: int | None, serial: int) -> Reading | None:
    left = max(0, start - _LEFT)
    coded = _pinyin_before(text, left, start)
    if coded:
        return Reading(coded[1], end, coded[0], year, serial, complete=True)
    body = _body_before().search(text, left, start)
    if body and (body["doc"] or year):
        code = _series(_body_of(body["body"]), body["doc"] or "")
        if code:
            return Reading(body.start("body"), end, code, year, serial, complete=True)
    of = _document_of().search(text, left, start)
    if of:
        code = _series(_body_of(of["body"]), of["doc"])
        return Reading(of.start("doc"), end, code, year, serial, complete=True) if code else None
    document = _DOCUMENT.search(text, left, start)
    after = _body_after().match(text, end, end + _LEFT)
    if after and (document or year):
        code = _series(_body_of(after["body"]), document["doc"] if document else "")
        if code:
            begin = document.start("doc") if document else start
            return Reading(begin, after.end(), code, year, serial, complete=True)
    if document is None:
        return None
    if document["doc"].lower().startswith(("document", "doc")):
        return Reading(document.start("doc"), end, "", year, serial, complete=True)
    return None


def _pinyin_before(text: str, left: int, start: int) -> tuple[str, int] | None:
    words = _WORDS.search(text, left, start)
    if words is None:
        return None
    starts = [m.start() for m in re.finditer(r"[A-Za-zü]+", words.group())]
    for offset in starts:
        letters = words.group()[offset:].strip(" ,.\n\t")
        # An unlisted word before the code is not part of it; the longest listed run wins.
        code = code_book().read_sound(_ministry_spelt(letters)) if len(letters) <= 40 else None
        if code:
            return "".join(piece.zh for piece in code), words.start() + offset
    return None


def _ministry_spelt(letters: str) -> str:
    """The code with its ministry in pinyin, where it stands in English capitals: "NDRC Zhenxing"."""
    ministry, _, rest = letters.partition(" ")
    body = _names().get(ministry.lower()) if ministry.isupper() and rest else None
    return f"{code_book().sound(body)} {rest}" if body else letters


def _series(body: str, document: str) -> str | None:
    kind = document.lower().rstrip("s")
    series = _SERIES.get(body, {"": body})
    if kind in _ORDER_WORDS:
        return series.get("order")
    return series.get("letter" if kind == "letter" else "")


@cache
def _names() -> dict[str, str]:
    return {name.lower(): body for body, names in _ABBREVIATIONS.items() for name in names}


def _body_of(name: str) -> str:
    return _names()[" ".join(name.lower().split())]


def _alternatives() -> str:
    names = sorted((name for names in _ABBREVIATIONS.values() for name in names), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)


@cache
def _body_before() -> re.Pattern[str]:
    department = r"(?:[A-Z][a-z]+\s+)?"
    return re.compile(rf"\b(?P<body>{_alternatives()})(?:['’]s)?\s+(?:{department}(?P<doc>{_DOC})[\s,]*)?$")


@cache
def _document_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<doc>{_DOC})\s+of\s+the\s+(?P<body>{_alternatives()})[\s,]*$")


@cache
def _body_after() -> re.Pattern[str]:
    return re.compile(
        rf"\s*,?\s*(?:of|by|from)\s+(?:the\s+)?(?P<body>{_alternatives()})\b"
        r"(?:\s+of\s+(?:the\s+People['’]s\s+Republic\s+of\s+China|the\s+PRC|China)\b)?"
    )
