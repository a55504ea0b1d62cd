"""Names for short: initials (DPRK), and words left out ("Yangtze Economic Belt", "Heilongjiang FTZ")."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.mention.lexicon import word_key
from ontology.matcher import Name

_WORD = re.compile(r"[\w']+")
_CAPITAL = re.compile(r"\b[A-Z]")
_ACRONYM = re.compile(r"[A-Z]{2,}")
_SHORTEST = 3
"""Letters of initials: two stand for too much."""
Words = tuple[str, ...]


class ElisionIndex:
    """The English proper names of two words or more among `names`, which are of one type."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_initials: dict[str, set[str]] = defaultdict(set)
        self._by_word: dict[str, list[tuple[Words, str]]] = defaultdict(list)
        for name in names:
            words = _words(name.text) if name.language == "en" and _CAPITAL.search(name.text) else []
            if len(words) > 1:
                self._by_initials["".join(_CAPITAL.findall(name.text))].add(name.id)
                keys = tuple(word_key(word) for word in words)
                for key in set(keys):
                    self._by_word[key].append((keys, name.id))

    def bearer(self, text: str) -> str | None:
        """The id of the only entry that `text` is short for; None without one or with several.

        A name may lose any words but the last, which says what kind of thing it is. Those kept stay in order,
        and a run of them may stand as initials.
        """
        letters = text.replace(".", "")
        if len(letters) >= _SHORTEST and _ACRONYM.fullmatch(letters):
            found = self._by_initials.get(letters, set())
        else:
            found = self._elided(text) if _CAPITAL.search(text) else set()
        return next(iter(found)) if len(found) == 1 else None

    def _elided(self, text: str) -> set[str]:
        given = _words(text)
        if len(given) < 2:
            return set()
        sharing = (self._by_word.get(word_key(word), []) for word in given)
        fewest = min(filter(None, sharing), key=len, default=[])
        return {id_ for words, id_ in fewest if _shortens(given, words)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'"))


def _shortens(given: Sequence[str], words: Words) -> bool:
    """Whether the words of a name, some of them left out or as initials, are those given.

    With an "of" the word before it would go, which is the head there: the Harbin Area of a zone is not
    the zone.
    """
    head = next((n for n in _lengths(given[-1]) if _stands_for(given[-1], words[-n:])), None)
    if head is None or words.count("of") > given.count("of"):
        return False
    place, last = 0, len(words) - head
    for word in given[:-1]:
        runs = ((i, i + n) for i in range(place, last) for n in _lengths(word) if i + n <= last)
        end = next((end for start, end in runs if _stands_for(word, words[start:end])), None)
        if end is None:
            return False
        place = end
    return True


def _lengths(word: str) -> tuple[int, ...]:
    """How many words of a name `word` may stand for."""
    return (1, len(word)) if _ACRONYM.fullmatch(word) else (1,)


def _stands_for(word: str, run: Words) -> bool:
    if len(run) == 1:
        return run[0] == word_key(word)
    return "".join(part[0] for part in run) == word.lower()
