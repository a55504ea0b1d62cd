"""The words of an index's documents: how many documents have each, and which are near another in meaning.

The multilingual encoder places single words well enough to name 粮食 "food, grain" and woodcutters "timber",
in words that the documents have.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search.embed import Vectors
from search.index.analysis import english_terms
from search.index.layout import WORDS
from search.index.vocabulary import read_vocabulary
from search.index.words import Words

_NEAR = 0.6
"""From this cosine on, two words are likely to mean something alike."""
_COUNT = 4
_REMEMBERED = 10_000


class Near(NamedTuple):
    """A word, or two, of the documents and its cosine to the word that was asked for."""

    word: str
    cosine: float


class Lexicon:
    """Looks words up, from any thread.

    `encode` gives vectors of words, by the model that made the vocabulary's.
    """

    def __init__(self, directory: Path, encode: Callable[[Sequence[str]], Vectors]) -> None:
        self._directory = directory
        self._encode = encode
        self._remembered: dict[str, tuple[Near, ...]] = {}

    def frequency(self, term: str) -> int:
        """How many documents have the English term."""
        return self._words.document_frequency("text", term)

    def has(self, phrase: str) -> bool:
        """Whether each English word of the phrase, stop words aside, is in some document."""
        return all(self.frequency(term) for term in english_terms(phrase, stop=True))

    def near(self, words: Sequence[str]) -> list[tuple[Near, ...]]:
        """For each word the few words of the documents that are near it, nearest first."""
        spellings, vectors = self._vocabulary
        if not spellings:
            return [()] * len(words)
        known = self._remembered
        fresh = [word for word in dict.fromkeys(words) if word not in known]
        if fresh:
            cosines = self._encode(fresh) @ vectors.T
            known.update((word, self._nearest(row)) for word, row in zip(fresh, cosines, strict=True))
        if len(known) > _REMEMBERED:
            self._remembered = {}
        return [known[word] for word in words]

    def _nearest(self, cosines: Vectors) -> tuple[Near, ...]:
        spellings, _ = self._vocabulary
        near = np.flatnonzero(cosines >= _NEAR)
        best = near[np.argsort(-cosines[near], kind="stable")[:_COUNT]]
        return tuple(Near(spellings[at], float(cosines[at])) for at in best.tolist())

    @cached_property
    def _words(self) -> Words:
        return Words(self._directory / WORDS)

    @cached_property
    def _vocabulary(self) -> tuple[list[str], Vectors]:
        return read_vocabulary(self._directory)
