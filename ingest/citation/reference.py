"""Expressions that point back to a document: "the Plan", "this circular", 该意见, and defined short forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.resolver.kind import KINDS_EN, KINDS_ZH, kind_of_word


def _longest_first(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NEVER_ALONE = (
    "fyp",
    "file",
    "point",
    "step",
    "drive",
    "view",
    "guide",
    "article",
    "order",
    "address",
    "pilot",
)
_FORMAL = _longest_first([word.capitalize() for word in KINDS_EN if word not in _NEVER_ALONE])
_LOWER = (
    r"law|act|outline|regulations?|provisions|circular|notice|opinions|guidelines?|decision|resolution|reply|plan|"
    r"document|programme|program|strategy|measures|blueprint|scheme|order|agreement|memorandum"
)
_CAPITAL = re.compile(
    rf"(?:\b[Tt]he\s+[“\"]?|[“\"])(?P<head>(?:{_FORMAL})s?)\b(?=[”\"]|[\s.,;:)’'])"
    r"(?!\s+(?:[A-Z]|of|on|for|to|and\s+suggestions|page))"
)
_POINTING = re.compile(
    r"\b(?P<all>(?:[Tt]h(?:is|at)|[Tt]he\s+(?:said|same|above(?:-mentioned)?|latter|former))"
    rf"\s+(?P<head>{_LOWER}|(?:{_FORMAL})s?))\b(?!\s+(?:period|of|on|for)\b)"
)
_ALONE = re.compile(
    r"\b[Tt]he\s+(?P<head>law|outline|act|regulations?|circular|notice|reply|decision|resolution)\b"
    r"(?!\s+(?:of|on|for|to|period|firm|school|that)\b)"
)
_HEADS_ZH = _longest_first([head for head in KINDS_ZH if head not in ("条", "行动")])
_POINTING_ZH = re.compile(
    rf"(?:该|此|同一|上述|前述|这一|这项|这份|这部|后一|前一|本)(?:个|份|项|部)?(?P<head>{_HEADS_ZH})(?![院局厅部])"
)
_MARKED_ZH = re.compile(rf"[《“](?P<head>{_HEADS_ZH})[》”]")
_SHORT_ZH = re.compile(
    r"[》”\"]?\s*(?:[（(，,]?\s*(?:(?:以下|下文|后文|下)(?:统|简)?称|[又亦俗]称|[统简]称)|[（(]\s*称)为?\s*[：:]?\s*"
    r"(?P<mark>[“\"《‘]*)(?P<short>[^”\"》’）)，,。；]{1,24})(?P<close>[”\"》’]*)"
)
_SHORT_EN = re.compile(
    r"[”\"’)]*\s*,?\s*[(\[]?\s*,?\s*(?:(?:hereinafter|hereafter|henceforth|below|also|or)\s*"
    r"(?:referred\s+to\s+as|called|known\s+as)?|referred\s+to\s+as|called)\s*,?\s*(?:the\s+)?[“\"‘]?(?:[Tt]he\s+)?"
    r"(?P<short>[A-Z0-9][\w\s-]{1,40}?)[”\"’)\]]"
    r"|[”\"’]?\s*\(\s*(?:the\s+)?[“\"](?:[Tt]he\s+)?(?P<quoted>[A-Z0-9][\w\s-]{1,40}?)[”\"]\s*\)"
    r"|[”\"’]?\s*\(\s*(?:the\s+)?(?P<acronym>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)\s*\)"
)
_RANKS = ((("the latter", "后一"), 1), (("the former", "前一"), 2))
_PART = re.compile(r"[^\W\d_]+")
_REACH, _POINTING_REACH, _ALONE_REACH = 4000, 900, 450
_WINDOW = 120


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that points back: the kind said, how far back the antecedent may stand.

    `rank` is 1 for the latter and 2 for the former of two; 0 if it does not choose.
    """

    start: int
    end: int
    kind: str
    reach: int
    rank: int = 0


def is_kind_alone(name: str) -> bool:
    """Whether a short form is only a word for a kind of document ("Opinions", 《意见》)."""
    bare = name.strip('《》“”"')
    return bare in KINDS_ZH or kind_of_word(bare.lower()) is not None


def references(text: str) -> Iterator[Reference]:
    """Every expression in `text` that may point back to a document, in no set order."""
    for pattern, reach, group in (
        (_CAPITAL, _REACH, "head"),
        (_POINTING, _POINTING_REACH, "all"),
        (_ALONE, _ALONE_REACH, "head"),
    ):
        for match in pattern.finditer(text):
            kind = kind_of_word(match["head"].lower())
            if kind:
                yield Reference(match.start(group), match.end(group), kind, reach, _rank(match.group()))
    for pattern, reach in ((_POINTING_ZH, _POINTING_REACH), (_MARKED_ZH, _REACH)):
        for match in pattern.finditer(text):
            kind = KINDS_ZH[match["head"]]
            yield Reference(match.start(), match.end(), kind, reach, _rank(match.group()))


def _rank(said: str) -> int:
    return next((rank for words, rank in _RANKS if said.lower().startswith(words)), 0)


def short_form(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where, right after a citation at `start`:`end`, a short form for it is defined."""
    match = _SHORT_ZH.match(text, end, end + _WINDOW)
    if match:
        titled = match["mark"].endswith("《")
        return match.start("short") - titled, match.end("close" if titled else "short")
    match = _SHORT_EN.match(text, end, end + _WINDOW)
    if match is None or (match["acronym"] and not _abbreviates(match["acronym"], text[start:end])):
        return None
    group = "short" if match["short"] else "quoted" if match["quoted"] else "acronym"
    return match.span(group)


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the capitals of `acronym` begin words of `name` in this order: "(NDRC)" tells who issued it."""
    initials = iter(word[0].upper() for word in _PART.findall(name))
    return all(letter in initials for letter in acronym if letter.isupper())
