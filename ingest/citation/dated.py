"""Documents called by year and kind ("the 2009 Opinions", 2009年《意见》) or by their points (36条)."""

import re
from collections.abc import Iterator

from ingest.citation.mention import PolicyMention
from ontology.resolver import PolicyResolver
from ontology.resolver.kind import KINDS_EN, KINDS_ZH, kind_of_word

_HEADS_EN = "|".join(
    sorted((word for word in KINDS_EN if word not in ("fyp", "drive", "point")), key=len, reverse=True)
)
_DATED_EN = re.compile(
    rf"\b(?P<year>(?:19|20)\d\d)\s+(?:[Ii]mplement(?:ing|ation)\s+|[Gg]uiding\s+|[Aa]ction\s+|[Ww]ork\s+)?"
    rf"(?P<head>(?i:{_HEADS_EN})s?)\b"
)
_HEADS_ZH = "|".join(
    sorted((word for word in KINDS_ZH if word not in ("条", "行动", "法", "令")), key=len, reverse=True)
)
_DATED_ZH = re.compile(
    rf"(?P<year>(?:19|20)\d\d)年(?:\d{{1,2}}月)?(?:印发的|出台的|发布的|的)?[《“](?P<head>{_HEADS_ZH})[》”]"
)
_POINTS_ZH = re.compile(
    r"(?:(?P<open>[“《])|(?<![第\d]))(?P<name>[老新旧]?\d{1,3}条)(?=(?P<close>[”》])|[，。、；）)]|意见|政策|措施|举措|[\u4e00-\u9fff])"
)
_PAIR_ZH = re.compile(r"(?<![\u4e00-\u9fff])(?:新[老旧]|[老旧]新)[“\"]?(?P<count>\d{1,3}条)[”\"]?")
_QUOTED_ZH = re.compile(r"(?P<age>[老新旧])[“\"](?P<count>\d{1,3}条)[”\"]")
_PAIR_EN = re.compile(
    r"\b(?P<age>[Oo]ld|[Nn]ew)(?=\s+and\s+(?:the\s+)?(?:old|new)\s+[“\"]?(?P<count>\d{1,3}\s+(?:[Aa]rticles|[Mm]easures|[Pp]oints)))"
)
_NOT_POINTS = re.compile(
    r"条(?:高速|铁路|公路|航线|线路|线|河|街|路|道|生产线|产业链|鱼|船|腿|消息|建议|理由|规定|款|新闻|经验)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def dated_mentions(text: str, language: str, resolver: PolicyResolver) -> Iterator[PolicyMention]:
    """Mentions without a name, to be found by year, kind, number of points and the subject of the text."""
    if language != "zh":
        for match in _DATED_EN.finditer(text):
            yield _mention(match.start(), match.end(), match.group(), kind_of_word(match["head"].lower()))
        for match in _PAIR_EN.finditer(text):
            said = f"{match['age'].lower()} {match['count'].lower()}"
            yield from _of_points(*match.span("age"), said, resolver.by_name(said))
        return
    for match in _DATED_ZH.finditer(text):
        yield _mention(match.start(), match.end(), match.group(), KINDS_ZH[match["head"]])
    for match in _QUOTED_ZH.finditer(text):
        said = match["age"] + match["count"]
        yield from _of_points(match.start(), match.end(), said, resolver.by_name(said))
    for match in _PAIR_ZH.finditer(text):
        both = (*resolver.by_name("老" + match["count"]), *resolver.by_name("新" + match["count"]))
        yield from _of_points(match.start(), match.end(), match.group(), both)
    for match in _POINTS_ZH.finditer(text):
        start, end = match.span("name")
        ordinary = _NOT_POINTS.match(text, end - 1) or _HAN.match(text, max(0, start - 1))
        if match["open"] or not ordinary:
            yield PolicyMention(start, end, "alias", match["name"], kind="measures")


def _of_points(start: int, end: int, said: str, policies: tuple[str, ...]) -> Iterator[PolicyMention]:
    """A mention by age and number of points, if the register knows one."""
    if policies:
        yield PolicyMention(start, end, "alias", said, policies=policies, kind="measures", formal=True)


def _mention(start: int, end: int, title: str, kind: str | None) -> PolicyMention:
    return PolicyMention(start, end, "reference", title, kind=kind)
