"""All names at once, in time linear in the text (Aho and Corasick 1975, by the library ahocorasick-rs)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from ontology.knowledge import Knowledge
from ontology.matcher.fold import fold
from ontology.matcher.inflection import spellings
from ontology.matcher.match import NameMatch, longest
from ontology.matcher.name import MATCHED_TYPES, Name, NamedType, list_names

_SCORES = (1.0, 0.95, 0.6)
_BETWEEN = "\x01"
_RUNS_ON = {"区": "域位块间", "市": "场值民", "县": "域", "地": "区带"}
"""The last character of a Chinese place, and what joins it into another word: 西安区域, 大连市场, 沿海地区
(海地 is Haiti)."""
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9&. ]+s?")


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A name under one of its folded forms; `cased` is what the text must show, capitals included."""

    name: Name
    proper: bool
    cased: str | None


class NameMatcher:
    """Finds the names of the lists in a text. Built once (some 50 ms), then used by any number of threads."""

    def __init__(self, knowledge: Knowledge, types: Collection[NamedType] = MATCHED_TYPES) -> None:
        bearers: dict[str, list[_Bearer]] = {}
        names = list(list_names(knowledge, types))
        for name, cased in zip(names, _fold_all(names), strict=True):
            for form, bearer in _forms(name, cased):
                bearers.setdefault(form, []).append(bearer)
        for same in bearers.values():
            same.sort(key=lambda bearer: bearer.name.rank)
        self._bearers = list(bearers.values())
        self._automaton = AhoCorasick(list(bearers), implementation=Implementation.ContiguousNFA)

    def find(self, text: str, language: str = "en") -> list[NameMatch]:
        """The longest names in the text that need no context, in order and without overlap."""
        return longest(match for match in self.candidates(text, language) if not match.context)

    def candidates(self, text: str, language: str = "en") -> list[NameMatch]:
        """All names in the text, nested, overlapping and context-dependent ones included.

        `language` decides which of the entities comes first where one form is a name in both languages.
        """
        folded = fold(text)
        lower = folded.lower
        caseless = folded.cased == lower
        matches = []
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if not _stands_alone(lower, start, end):
                continue
            shown = folded.cased[start:end]
            bearers = [b.name for b in self._bearers[index] if _case_agrees(b, shown, caseless)]
            if bearers:
                matches.append(_match(text, folded.original(start, end), bearers, language))
        return matches


def _fold_all(names: list[Name]) -> list[str]:
    """The folded names, capitals kept, in one go: a call for each would double the time to build."""
    return [form.strip() for form in fold(_BETWEEN.join(name.text for name in names)).cased.split(_BETWEEN)]


def _forms(name: Name, cased: str) -> Iterator[tuple[str, _Bearer]]:
    """Each form to look for, in lower case, and who bears it."""
    lower = cased.lower()
    proper = cased != lower
    if not lower:
        return
    if proper and (_ACRONYM.fullmatch(cased) or len(cased) <= 3):
        for ending in {"", "s"} if not lower.endswith("s") else {""}:
            yield lower + ending, _Bearer(name, True, cased + ending)
    elif name.language == "en" and not name.context:
        bearer = _Bearer(name, proper, None)
        for spelling in spellings(lower, common=not proper):
            yield spelling, bearer
    else:
        yield lower, _Bearer(name, proper, None)


def _stands_alone(lower: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit continues the name on either side.

    Chinese has no such boundary, only words that the last character of a place may begin.
    """
    if start and _is_word(lower[start - 1]) and _is_word(lower[start]):
        return False
    if end == len(lower):
        return True
    if lower[end] in _RUNS_ON.get(lower[end - 1], ""):
        return False
    return not (_is_word(lower[end]) and _is_word(lower[end - 1]))


def _is_word(character: str) -> bool:
    return character < "\u2e80" and character.isalnum()


def _case_agrees(bearer: _Bearer, shown: str, caseless: bool) -> bool:
    """Acronyms need their capitals; proper names need one, except in a text that has none at all."""
    if bearer.cased is not None:
        return shown == bearer.cased
    return not bearer.proper or caseless or shown != shown.lower()


def _match(text: str, span: tuple[int, int], names: list[Name], language: str) -> NameMatch:
    if len(names) > 1:
        names = sorted(names, key=lambda name: (name.rank, name.language != language))
    first = names[0]
    others = dict.fromkeys((name.type, name.id) for name in names)
    del others[first.type, first.id]
    start, end = span
    return NameMatch(
        start,
        end,
        text[start:end],
        first.type,
        first.id,
        _SCORES[first.rank],
        first.text,
        first.context,
        tuple(others),
    )
