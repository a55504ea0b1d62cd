"""Document numbers as Chinese texts write them: 国发〔2014〕28号, 国务院令第722号, 国务院2014年28号文件.

All patterns run over text made plain by `ontology.number.character.plain`.
"""

import re
from collections.abc import Iterator

from ontology.number.character import CHINESE_NUMERAL, to_int
from ontology.number.code import code_book
from ontology.number.reading import Reading

_YEAR = r"[12][\dOoQIl|]{3}"
_SERIAL = r"[\dOoIl|](?:\s{0,2}[\dOoIl|]){0,4}"
_BRACKETED = re.compile(
    rf"(?:[\[(<]\s*(?P<y1>{_YEAR})\s*年?\s*[\])>]?|(?P<y2>{_YEAR})\s*[\])>]|(?P<y3>{_YEAR})\s?年?\s?-)"
    rf"\s*(?:第\s*)?(?P<serial>{_SERIAL})\s*(?:号|(?P<list>(?=(?:\s?[、,和及]\s?\d{{1,4}}){{1,12}}\s?号)))"
)
_LOOSE = re.compile(
    rf"(?:第\s?)?(?P<serial>\d{{1,4}}|[{CHINESE_NUMERAL}]{{1,4}})\s?号(?P<doc>文件(?![柜夹袋盒夾])|文(?![件化章本学教旅体]))?"
)
_TERM = r"第[一二三四五六七八九十]{1,3}届"
_ORDER_BODY = (
    rf"(?:中华人民共和国)?(?:国务院|主席|[\u4e00-\u9fff]{{2,8}}?{_TERM}人民代表大会常务委员会|(?:[\u4e00-\u9fff]{{2,12}}?)"
    r"(?:部|委员会|发展改革委|总局|总署|银行|人民政府|常委会|国资委|能源局))"
)
_ORDER = re.compile(
    rf"(?P<kind>令|公告)\s*(?:[\[(]?(?P<year>{_YEAR}|[\u4e00-\u9fff]{{1,4}}届)\s*年?[\])]?\s*)?(?:第\s*)?"
    rf"(?P<serial>{_SERIAL}|[{CHINESE_NUMERAL}]{{1,6}})\s*号"
    rf"|第\s*(?P<serial2>{_SERIAL}|[{CHINESE_NUMERAL}]{{1,6}})\s*号(?P<kind2>令|公告)"
)
_BEFORE_ORDER = re.compile(rf"(?P<body>{_ORDER_BODY})\s*(?:[\[(]?(?P<year>{_YEAR})\s*年?[\])]?\s*)?$")
_BODY_BEFORE = re.compile(
    rf"(?:(?P<year>{_YEAR})\s*年\s*的?\s*)?"
    rf"(?P<body>国务院办公厅|国务院|中共中央办公厅|中共中央|党中央|中央)(?:的)?(?:(?P<year2>{_YEAR})\s*年?\s*)?$"
)
_YEAR_BEFORE = re.compile(rf"(?P<year>{_YEAR})\s*年\s*的?\s*$")
_UNLISTED = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[据照按以由和与及见])"
    r"(?P<code>[\u4e00-\u9fff]{1,4}(?:政发|政办发|府发|府办发|政函|办发|字|函))\s*$"
)
_BODY_CODE = {
    "国务院": "国发",
    "国务院办公厅": "国办发",
    "中共中央办公厅": "中办发",
    "中共中央": "中发",
    "党中央": "中发",
    "中央": "中发",
}
# Words that end in a code's last characters but name a contract, a case or a company.
_NO_ISSUER = ("合同", "公司", "集团", "发票", "股份", "法院", "工厂")
_LEFT = 24
_LONGEST_CODE = 12


def chinese_numbers(text: str) -> Iterator[Reading]:
    """Every number of the Chinese forms in `text` (already plain), in no set order."""
    yield from _bracketed(text)
    yield from _orders(text)
    yield from _loose(text)


def _bracketed(text: str) -> Iterator[Reading]:
    for match in _BRACKETED.finditer(text):
        year, serial = to_int(match["y1"] or match["y2"] or match["y3"]), to_int(match["serial"])
        if year is None or serial is None or not 1949 <= year <= 2100:
            continue
        code, start = _code_before(text, match.start())
        if code or not match["y3"]:
            listed = match["list"] is not None
            end = match.end("serial") if listed else match.end()
            yield Reading(start, end, code, year, serial, complete=bool(code), plural=listed)


def _code_before(text: str, end: int) -> tuple[str, int]:
    """The longest listed code that ends at `end`, spaces inside allowed, and where it starts."""
    positions = [i for i in range(max(0, end - _LEFT), end) if not text[i].isspace()]
    run: list[int] = []
    for i in reversed(positions):
        if not "\u4e00" <= text[i] <= "\u9fff" or len(run) == _LONGEST_CODE:
            break
        run.insert(0, i)
    letters = "".join(text[i] for i in run)
    for first in range(len(run)):
        if code_book().read(letters[first:]) and letters[max(0, first - 1) : first + 1] != "公司":
            return letters[first:], run[first]
    window = text[max(0, end - _LEFT) : end]
    unlisted = _UNLISTED.search(window)
    if unlisted and not any(word in window for word in _NO_ISSUER):
        return unlisted["code"], max(0, end - _LEFT) + unlisted.start("code")
    return "", end


def _orders(text: str) -> Iterator[Reading]:
    for match in _ORDER.finditer(text):
        left = max(0, match.start() - _LEFT)
        before = _BEFORE_ORDER.search(text, left, match.start())
        serial = to_int(match["serial"] or match["serial2"])
        if before is None or serial is None:
            continue
        year = to_int(before["year"] or match["year"] or "") if (before["year"] or match["year"]) else None
        body, start = _trim(before["body"], before.start())
        yield Reading(
            start, match.end(), body + (match["kind"] or match["kind2"]), year, serial, complete=True
        )


def _trim(body: str, start: int) -> tuple[str, int]:
    """Without the words of the sentence that stand before the body's name."""
    body, start = _congress(body, start)
    for known in ("中华人民共和国", "国务院", "主席", "国家", "财政部", "商务部"):
        at = body.find(known)
        if at >= 0:
            return body[at:], start + at
    cut = re.match(r".{0,8}(?:依照|按照|根据|违反|适用|参照|依据|以及|[按据与和及由以])(?=.)", body)
    return (body[cut.end() :], start + cut.end()) if cut else (body, start)


def _congress(body: str, start: int) -> tuple[str, int]:
    """A people's congress by its place alone, without its term (第十三届) and the words before the place."""
    place = next((p for p in code_book().places if f"{p}第" in body or f"{p}人民代表" in body), None)
    if place is None:
        return body, start
    at = body.index(place)
    return re.sub(_TERM, "", body[at:]), start + at


def _loose(text: str) -> Iterator[Reading]:
    for match in _LOOSE.finditer(text):
        if match.start() and text[match.start() - 1] in "])>}-.":
            continue
        serial = to_int(match["serial"])
        if serial is None:
            continue
        left = max(0, match.start() - _LEFT)
        body = _BODY_BEFORE.search(text, left, match.start())
        code, start = (_BODY_CODE[body["body"]], body.start()) if body else _code_before(text, match.start())
        year_at = body or _YEAR_BEFORE.search(text, left, start)
        if year_at and not body and not code:
            code, start = _code_before(text, year_at.start())
        if not match["doc"] and (body or not code):
            continue
        year = to_int((body and body["year2"]) or (year_at and year_at["year"]) or "") if year_at else None
        begin = min(start, year_at.start()) if year_at and year else start
        yield Reading(begin, match.end(), code, year, serial, complete=True)
