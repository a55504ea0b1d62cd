"""What the words of the lists tell of a word: how many names of each type have it, and have it last."""

from collections import Counter
from collections.abc import Collection
from copy import copy
from functools import cache

from ontology.knowledge import Knowledge
from ontology.matcher import MATCHED_TYPES, NamedType, fold, list_names, singular

NameKey = tuple[NamedType, str]
_STEPS = (1, 2, 5, 15)


def name_key(type_: NamedType, text: str) -> NameKey:
    """A name without regard to capitals, hyphens and number: its type, and the text in folded singular."""
    words = fold(text).lower.strip().split(" ")
    return type_, " ".join([*words[:-1], singular(words[-1])])


@cache
def word_key(word: str) -> str:
    """A word without regard to capitals and number."""
    return singular(word.lower())


class Lexicon:
    """Counts of words in list names. Chinese names count by character."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._names = _named_words(knowledge)
        self._any: Counter[tuple[NamedType, str]] = Counter()
        self._last: Counter[tuple[NamedType, str]] = Counter()
        for (type_, _), words in self._names.items():
            self._last[type_, words[-1]] += 1
            self._any.update((type_, word) for word in set(words))
        self._features: dict[str, list[str]] = {}

    def hiding(self, hidden: Collection[NameKey]) -> "Lexicon":
        """The same without some names.

        A tagger that is trained on texts whose every name is listed would trust the lists too much.
        """
        fewer = copy(self)
        fewer._any, fewer._last, fewer._features = self._any.copy(), self._last.copy(), {}
        for key in hidden:
            words = self._names.get(key, [])
            fewer._any.subtract((key[0], word) for word in set(words))
            fewer._last.subtract((key[0], word) for word in words[-1:])
        return fewer

    def features(self, word: str) -> list[str]:
        """How often list names of each type have `word` anywhere and last, in steps."""
        known = self._features.get(word)
        if known is None:
            known = [
                f"{place}-{type_}={_step(counts[type_, word])}"
                for type_ in MATCHED_TYPES
                for place, counts in (("last", self._last), ("any", self._any))
            ]
            self._features[word] = known
        return known


def _named_words(knowledge: Knowledge) -> dict[NameKey, list[str]]:
    found: dict[NameKey, list[str]] = {}
    for name in list_names(knowledge):
        if name.context:
            continue
        key = name_key(name.type, name.text)
        words = list(key[1]) if name.language == "zh" else [singular(word) for word in key[1].split(" ")]
        if words:
            found.setdefault(key, words)
    return found


def _step(count: int) -> int:
    return sum(count >= step for step in _STEPS)
