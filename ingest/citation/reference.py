"""Back-references (defined short forms, "the Plan", "this circular", 该意见) and their antecedents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.citation.linked import LinkedMention
from ingest.citation.mention import PolicyMention
from ontology.resolver import PolicyResolver
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
    rf"(?:该|此|上述|前述|这一|这项|这份|这部|后一|前一|本)(?:个|份|项|部)?(?P<head>{_HEADS_ZH})(?![院局厅部])"
)
_MARKED_ZH = re.compile(rf"[《“](?P<head>{_HEADS_ZH})[》”]")
_SHORT_ZH = re.compile(
    r"[》”\"]?\s*[（(，,]?\s*(?:以下|下文|下称|后文)?(?:统称|简称|称)(?:为)?\s*[：:]?\s*"
    r"(?P<mark>[“\"《‘]*)(?P<short>[^”\"》’）)，,。；]{1,24})(?P<close>[”\"》’]*)"
)
_SHORT_EN = re.compile(
    r"[”\"’)]*\s*,?\s*[(\[]?\s*,?\s*(?:(?:hereinafter|hereafter|henceforth|below|also|or)\s*"
    r"(?:referred\s+to\s+as|called|known\s+as)?|referred\s+to\s+as|called)\s*,?\s*(?:the\s+)?[“\"‘]?(?:[Tt]he\s+)?"
    r"(?P<short>[A-Z0-9][\w\s-]{1,40}?)[”\"’)\]]"
    r"|[”\"’]?\s*\(\s*(?:the\s+)?[“\"](?:[Tt]he\s+)?(?P<quoted>[A-Z0-9][\w\s-]{1,40}?)[”\"]\s*\)"
    r"|[”\"’]?\s*\(\s*(?:the\s+)?(?P<acronym>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)\s*\)"
)
_REACH, _POINTING_REACH, _ALONE_REACH = 4000, 900, 450
_WINDOW = 120


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that points back: the kind said, how far back the antecedent may stand."""

    start: int
    end: int
    kind: str
    reach: int


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
                yield Reference(match.start(group), match.end(group), kind, reach)
    for pattern, reach in ((_POINTING_ZH, _POINTING_REACH), (_MARKED_ZH, _REACH)):
        for match in pattern.finditer(text):
            yield Reference(match.start(), match.end(), KINDS_ZH[match["head"]], reach)


def short_form(text: str, end: int) -> tuple[int, int] | None:
    """Where, right after a citation that ends at `end`, a short form for it is defined."""
    match = _SHORT_ZH.match(text, end, end + _WINDOW)
    if match:
        titled = match["mark"].endswith("《")
        return match.start("short") - titled, match.end("close" if titled else "short")
    match = _SHORT_EN.match(text, end, end + _WINDOW)
    if match:
        group = "short" if match["short"] else "quoted" if match["quoted"] else "acronym"
        return match.span(group)
    return None


class Discourse:
    """What a text has cited so far, to resolve what points back."""

    def __init__(self, resolver: PolicyResolver) -> None:
        self._resolver = resolver
        self._cited: list[LinkedMention] = []
        self.short_forms: dict[str, LinkedMention] = {}

    def cite(self, linked: LinkedMention) -> None:
        """Take note of a citation; they come in order of the text."""
        self._cited.append(linked)

    def antecedent(self, reference: Reference) -> LinkedMention | None:
        """The last document cited before that is of the kind said."""
        like: LinkedMention | None = None
        for linked in reversed(self._cited):
            if reference.start - linked.mention.end > reference.reach:
                break
            if linked.mention.kind == reference.kind:
                return linked
            if like is None and self._is_called(linked, reference.kind):
                like = linked
        return like

    def _is_called(self, linked: LinkedMention, kind: str) -> bool:
        if kind == "document":
            return True
        return any(kind in self._resolver.facts[id_].kinds for id_ in linked.policies[:1])

    def numbered(self, serial: int) -> LinkedMention | None:
        """The last document cited before under this serial number."""
        for linked in reversed(self._cited):
            if any(number.serial == serial and number.code for number in linked.mention.numbers):
                return linked
            for id_ in linked.policies[:1]:
                if any(number.serial == serial for number in self._resolver.facts[id_].numbers):
                    return linked
        return None


def pointing(reference: Reference, antecedent: LinkedMention) -> LinkedMention:
    """The reference as a citation of what its antecedent cites."""
    mention = PolicyMention(
        reference.start,
        reference.end,
        "reference",
        antecedent.mention.title,
        antecedent.mention.numbers,
        kind=reference.kind,
        formal=True,
    )
    return replace(antecedent, mention=mention, score=antecedent.score * 0.93)
