"""Short forms that a text itself gives to a name: "… (DRC)", 以下简称…, initials, the first words."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.mention.kind import MentionType

_DEFINED = re.compile(
    r"\s{0,2}[(（]\s?(?:(?:hereinafter|hereafter|以下简称|下称|简称)(?: referred to as)?(?: the)?[:：]?\s?)?"
    r"[\"“”‘'「]?([A-Z][A-Za-z&.\-]{1,11}|[\u4e00-\u9fff]{2,12})[\"“”’'」]?\s?[)）]"
)
_SEVERAL = re.compile("[两二三四五六七八九十][省市县区州地国部家方]")
"""What stands for all the names of a list, not for the last: 三市."""
_ENGLISH_SHORT = re.compile(r"[A-Z][A-Za-z&.\-]*[A-Z][A-Za-z&.\-]*")
_ANNOUNCED = re.compile("hereinafter|hereafter|简称|下称")
_ANNOUNCING = re.compile("(?:以下)?[简下]称")
_CAPITAL = re.compile(r"\b[A-Z]")
_CHINESE_BODY = re.compile("[\u4e00-\u9fff]{2,7}?([省市县].+[^省市县区])")
_LONGEST_PREFIX = 4


class Named(NamedTuple):
    """What a mention has been found to mean."""

    type: MentionType
    id: str
    label: str
    listed: bool


class Occurrence(NamedTuple):
    """A place where a short form stands for what it was defined as."""

    start: int
    end: int
    named: Named


def defined_after(text: str, end: int) -> str | None:
    """The short form that a bracket right behind a name, which ends at `end`, defines for it."""
    match = _DEFINED.match(text, end)
    if match is None:
        return None
    short = match.group(1)
    if _SEVERAL.search(short):
        return None
    # A bare bracket may hold anything: without "hereinafter" it must look like an abbreviation.
    sure = _ANNOUNCED.search(match.group()) is not None or _ENGLISH_SHORT.fullmatch(short)
    return short if sure else None


def without_announcement(text: str, start: int, end: int) -> int:
    """Where a span begins once the words that announce a short form (以下简称) are left out of it."""
    match = _ANNOUNCING.match(text, start, end)
    return match.end() if match and match.end() < end else start


def implied_shorts(name: str) -> Iterator[str]:
    """The forms by which a proper name may be taken up later: its first words, its initials."""
    if body := _CHINESE_BODY.fullmatch(name):
        yield body[1]
    words = name.split()
    for count in range(1, min(len(words), _LONGEST_PREFIX + 1)):
        prefix = " ".join(words[:count])
        if prefix[0].isupper():
            yield prefix
    initials = "".join(_CAPITAL.findall(name))
    if len(initials) > 2:
        yield initials


def occurrences(text: str, defined: dict[str, tuple[int, Named]]) -> Iterable[Occurrence]:
    """Where the defined forms stand as words, behind their definition (`defined` gives its offset)."""
    if not defined:
        return
    forms = list(defined)
    automaton = AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest)
    for index, start, end in automaton.find_matches_as_indexes(text):
        since, named = defined[forms[index]]
        if start >= since and _stands_alone(text, start, end):
            yield Occurrence(start, end, named)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(before) and _latin(text[start])) and not (_latin(after) and _latin(text[end - 1]))


def _latin(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
