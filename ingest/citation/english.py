"""English noun phrases around a word for a kind of document: titles in running text, and descriptions.

"the Development Plan of the Harbin-Changchun City Cluster (2016-2020)", "the tourism plan of 2010",
"a plan for a pilot free trade zone in Liaoning", "the 12th and 13th Five-Year Plans".
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ingest.citation.mention import PolicyMention
from ontology.resolver.kind import KINDS_EN, kind_of_word

_SIMPLE = sorted(
    {*KINDS_EN} - {"fyp", "order", "decree", "file", "point", "step", "act"}, key=len, reverse=True
)
_PLURALS = [word[:-1] + "ies" if word.endswith("y") else word + "s" for word in _SIMPLE]
_HEADS = "|".join(sorted({*_SIMPLE, *_PLURALS, "Act", "articles", "FYP", "FYPs"}, key=len, reverse=True))
_HEAD = re.compile(
    rf"\b(?:{_HEADS}|{'|'.join(h.capitalize() for h in _HEADS.split('|'))}|{_HEADS.upper()})\b"
)
_TOKEN = re.compile(
    r"[A-Za-zÀ-ÿ]+(?:-[ \t]*\n\s*[a-z]+|[-–][A-Za-z\d]+)*(?:['’]s?(?![A-Za-z]))?"
    r"|\d+(?:[.,]\d+)*(?:[-–][A-Za-z\d]+)*(?:st|nd|rd|th|s)?|\n\s*\n|[^\w\s]"
)
_LONGEST_DESCRIPTION = 16
_LEFT, _RIGHT, _MOST_LEFT, _MOST_RIGHT = 170, 330, 22, 34
_PLACE_WORDS = ("province", "region", "city", "nation", "country", "northeast")
_OFFICES = (
    "Department",
    "Institute",
    "Bureau",
    "Division",
    "Ministry",
    "Center",
    "Centre",
    "School",
    "College",
)
_WORD = re.compile(r"[“\"]?[A-Za-z\d][\w’'-]*")
_TITLE_WORD = re.compile(r"(?<![\w’'])[A-Za-z]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER_NO = re.compile(r"\bNos?\.?\s*$")
_BODIES = ("State", "General", "Ministry", "People’s", "People's", "National", "Central", "Party")
_ANOTHER = ("the", "a", "an", "its", "his", "their")
_PAREN = re.compile(
    r"\s*[(（](?:\d{4}\s*[-–—]\s*\d{2,4}年?|\d{4}年?|(?:for )?[Tt]rial(?: [Ii]mplementation)?"
    r"|Interim|Draft|试行|修订|(?:19|20)\d\d [Rr]evision)[)）]"
)


@dataclass(frozen=True, slots=True)
class _Words:
    connectors: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    prepositions: frozenset[str]
    not_followed_by: frozenset[str]


@cache
def _words() -> _Words:
    lists = tomllib.loads((files("ingest.citation") / "phrase_words.toml").read_text(encoding="utf-8"))
    return _Words(**{name: frozenset(words) for name, words in lists.items()})


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def possessive(self) -> bool:
        return self.text.endswith(("'s", "’s", "s'", "s’"))


def english_phrases(
    text: str, place_ends: Mapping[int, int] = MappingProxyType({})
) -> Iterator[PolicyMention]:
    """Every phrase in `text` whose head is a kind of document, in order; most are no citations yet.

    `place_ends` leads from the ends of place names to their starts: "Liaoning's" belongs to a plan's name,
    "Premier Li's" does not.
    """
    for match in _HEAD.finditer(text):
        phrase = _phrase(text, match, place_ends)
        if phrase:
            yield phrase


def _phrase(text: str, head: re.Match[str], place_ends: Mapping[int, int]) -> PolicyMention | None:
    after = _tokens(text, head.end(), min(len(text), head.end() + _RIGHT))[:_MOST_RIGHT]
    before = _tokens(text, max(0, head.start() - _LEFT), head.start())[-_MOST_LEFT:]
    titled = head.group()[0].isupper()
    if after and after[0].start <= head.end() + 1 and _blocked(after[0], titled):
        return None
    start = _leftmost(text, before, head.start(), titled, place_ends)
    if titled and _names_office([token for token in before if token.end <= start]):
        return None
    end, loose = _rightmost(text, head.end(), after, titled)
    if titled and head.start() == start and end == head.end():
        return None
    kind = kind_of_word(head.group().lower())
    formal = titled and _is_title(text[start:end], head.group())
    if formal and text[start:end].split()[-1] in _OFFICES:
        return None
    if formal and _AFTER_NO.search(text, max(0, start - 8), start) and text[start].isdigit():
        return None
    if formal:
        start, loose = _first_capital(text, start, head.start()), tuple(e for e in loose if e > end)
    return PolicyMention(
        start,
        end,
        "title" if formal else "description",
        text[start:end],
        kind=kind,
        formal=formal,
        head=head.span(),
        loose_ends=loose,
    )


def _first_capital(text: str, start: int, head: int) -> int:
    """A title in title case does not begin with a lower-case word ("the later Guidance")."""
    return next((m.start() for m in _WORD.finditer(text, start, head) if not m.group()[0].islower()), head)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]


def _names_office(before: list[_Token]) -> bool:
    """Whether "Department of" or the like stands before the phrase."""
    return len(before) > 1 and before[-1].lower in ("of", "for") and before[-2].text in _OFFICES


def parenthesis_end(text: str, end: int) -> int:
    """The end of a bracket with years, or that says "trial", right after a title that ends at `end`."""
    parenthesis = _PAREN.match(text, end, end + 40)
    return parenthesis.end() if parenthesis else end


def _blocked(token: _Token, titled: bool) -> bool:
    if token.lower in _words().not_followed_by or token.text == "-":
        return True
    return (
        titled
        and token.capital
        and token.word
        and token.lower not in _words().connectors
        and not token.text.isupper()
    )


def _after_article(text: str, start: int) -> int:
    return start + 4 if text[start : start + 4].lower() == "the " else start


def _leftmost(
    text: str, before: list[_Token], start: int, titled: bool, place_ends: Mapping[int, int]
) -> int:
    """Where the phrase begins: over modifiers, capitalised names and numbers, up to a word that ends it."""
    position = len(before) - 1
    while position >= 0:
        token = before[position]
        if token.possessive and not _names_place(token, place_ends):
            break
        step = _step_left(before, position, titled)
        if step is None:
            break
        position, start = position - step, before[position - step + 1].start
        if token.possessive:
            return _after_article(text, min(start, place_ends.get(_without_s(token), start)))
    return start


def _step_left(before: list[_Token], at: int, titled: bool) -> int | None:
    """How many tokens to take in from `at` leftwards; None to stop before it."""
    token = before[at]
    previous = before[at - 1] if at else None
    if token.text in ("”", '"'):
        return _back_to(before, at, ("“", '"'), 12)
    if token.text == ")":
        return _back_to(before, at, ("(",), 6) if titled else None
    if token.text in ("&", "/"):
        return 1 if previous is not None and previous.word else None
    if token.text == "-":
        return 1 if titled and previous is not None and previous.word else None
    if token.lower == "and":
        return 1 if previous is not None and _joins(previous, titled) else None
    return 1 if _modifies(token) else None


def _back_to(before: list[_Token], at: int, opening: tuple[str, ...], reach: int) -> int | None:
    for i in range(at - 1, max(-1, at - reach), -1):
        if before[i].text in opening:
            return at - i + 1
    return None


def _joins(token: _Token, titled: bool) -> bool:
    """Whether "and" after this word joins two modifiers of one document, not two documents."""
    if titled and token.text != "-":
        return token.capital and token.lower not in _words().before
    return token.text == "-" or (_modifies(token) and kind_of_word(token.lower) is None)


def _modifies(token: _Token) -> bool:
    """Whether the word can stand before a kind of document as a part of its name."""
    if not token.word or token.lower in _words().before:
        return False
    return token.capital or token.possessive or "-" in token.text or not token.lower.endswith(("ed", "ly"))


def _names_place(token: _Token, place_ends: Mapping[int, int]) -> bool:
    return _without_s(token) in place_ends or re.sub(r"['’]s?$", "", token.lower) in _PLACE_WORDS


def _without_s(token: _Token) -> int:
    return token.end - len(token.text) + len(re.sub(r"['’]s?$", "", token.text))


def _rightmost(text: str, end: int, after: list[_Token], titled: bool) -> tuple[int, tuple[int, ...]]:
    """Where the phrase ends: (the end of the title or the head, where a description may end)."""
    bracketed = parenthesis_end(text, end)
    if not after or bracketed > end:
        return bracketed, ()
    loose = _loose_ends(after, end)
    if not titled or after[0].lower not in _words().connectors:
        return end, loose
    last = _title_end(after, end)
    return parenthesis_end(text, last), loose


def _title_end(after: list[_Token], end: int) -> int:
    """The end of the last capitalised word that belongs to a title in title case."""
    last, quoted = end, False
    for i, token in enumerate(after):
        if token.text in "“\"‘'”’":
            quoted = not quoted
            last = last if quoted or last == end else token.end
        elif token.text == ")":
            last = token.end if last > end else last
        elif token.text in ("No", "Nos"):
            break
        elif token.capital or token.text[0].isdigit():
            last = token.end
        elif token.text not in "-–&/+" and not _title_goes_on(token, after[i + 1 :]):
            break
    return last


def _title_goes_on(token: _Token, rest: list[_Token]) -> bool:
    """Whether a mark or a small word stands inside a title rather than after it."""
    if token.text == "(":
        return _place_in_brackets(rest)
    if token.text == ",":
        return _list_goes_on(rest)
    if token.lower in ("and", "with") and _another_begins(rest):
        return False
    return token.word and token.lower in _words().connectors


def _another_begins(rest: list[_Token]) -> bool:
    """Whether "and" leads over to another phrase, not to a second issuing body."""
    if rest and rest[0].possessive:
        return True
    return len(rest) > 1 and rest[0].lower in _ANOTHER and rest[1].text not in _BODIES


def _place_in_brackets(rest: list[_Token]) -> bool:
    """Whether a bracket holds a name and the title goes on: "the China (Liaoning) Pilot Free Trade Zone"."""
    closing = next((i for i, token in enumerate(rest[:5]) if token.text == ")"), None)
    if closing is None or closing + 1 >= len(rest):
        return False
    return all(token.capital for token in rest[:closing]) and rest[closing + 1].capital


def _list_goes_on(rest: list[_Token]) -> bool:
    """Whether a comma stands inside a title: "on Encouraging, Supporting and Guiding"."""
    if rest and rest[0].lower == "with":
        return True
    return bool(rest) and rest[0].capital and any(token.lower == "and" for token in rest[1:4])


def _ends_description(token: _Token, following: _Token | None) -> bool:
    if token.lower == "and" and following and following.lower in (*_words().prepositions, *_ANOTHER):
        return True
    return token.lower in _words().after or token.text in ".,;:!?。、(（" or token.text.startswith("\n")


def _may_stop_before(token: _Token) -> bool:
    return token.lower in _words().prepositions or token.lower == "and" or token.lower.endswith("ed")


def description_ends(text: str, end: int) -> tuple[int, ...]:
    """Where a description that goes on at `end` ("… for the northeast") may stop; empty if it does not."""
    return _loose_ends(_tokens(text, end, min(len(text), end + _RIGHT))[:_MOST_RIGHT], end)


def _loose_ends(after: list[_Token], end: int) -> tuple[int, ...]:
    """Where a description may end: before each further preposition or "and", and at its furthest word."""
    if not after or after[0].lower not in _words().prepositions:
        return ()
    ends: list[int] = []
    last = end
    for token, following in zip(after[:_LONGEST_DESCRIPTION], [*after[1:], None], strict=False):
        if token.text == "," and following and _YEAR.fullmatch(following.text):
            continue
        if _ends_description(token, following):
            break
        if last > after[0].end and _may_stop_before(token):
            ends.append(last)
        if token.word and not token.possessive:
            last = token.end
        if token.lower == "period":
            ends.append(last)
    return tuple(dict.fromkeys((*ends[:4], last))) if last > end else ()


def _is_title(title: str, head: str) -> bool:
    words = [w for w in _TITLE_WORD.findall(title) if w.lower() not in _words().connectors]
    capitals = [w for w in words if w[0].isupper()]
    if head in ("Law", "Act", "Regulations", "Regulation"):
        return len(capitals) >= 2
    return len(capitals) >= 3 and len(capitals) >= 0.7 * len(words)
