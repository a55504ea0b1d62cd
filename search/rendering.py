"""Other words for those of a question: English for Chinese, and common ones for rare ones."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.gloss import Glossary
from search.index.analysis import ENGLISH_STOP_WORDS, english_terms, has_word, without_han
from search.lexicon import Lexicon, Near

_NEAR_WORDS = 2
_RARE = 2
"""A word that no more documents than these have is helped by others."""
_STAND_IN = 0.6
"""What a near word counts beside the question's own."""
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Rendering:
    """A word or name of a Chinese question in English.

    `text` is for an embedder. All `glosses` are looked for as words, and so are the words `near` it.
    """

    text: str
    glosses: tuple[str, ...]
    near: tuple[Near, ...] = ()


class Translator:
    """Renders Chinese words by a dictionary's glosses and by the nearest words of the documents."""

    def __init__(self, cache: Path, lexicon: Lexicon) -> None:
        self._glossary = Glossary(cache)
        self._lexicon = lexicon

    def translate(self, pieces: Sequence[str | Rendering]) -> list[Rendering]:
        """What is rendered already stays; of each text the words in other script, then the Chinese ones."""
        glossed = {piece: self._glossary.gloss(piece) for piece in pieces if isinstance(piece, str)}
        words = [*dict.fromkeys(word for own in glossed.values() for word, _ in own)]
        near = dict(zip(words, self._lexicon.near(words), strict=True))
        found = []
        for piece in pieces:
            if isinstance(piece, Rendering):
                found.append(piece)
                continue
            found += [Rendering(word, (word,)) for word in without_han(piece).split() if has_word(word)]
            found += [self._render(glosses, near[word]) for word, glosses in glossed[piece]]
        return found

    def _render(self, glosses: tuple[str, ...], near: tuple[Near, ...]) -> Rendering:
        """The first gloss that the documents have, and the nearest word where the gloss lacks it."""
        gloss = next((gloss for gloss in glosses if self._lexicon.has(gloss)), glosses[0])
        best = near[0].word if near and near[0].word not in gloss else ""
        return Rendering(f"{gloss} {best}".strip(), glosses, near[:_NEAR_WORDS])


def terms_of(words: Iterable[Rendering]) -> dict[str, float]:
    """Terms of all glosses; those of a word with several glosses count less, as most of them do not fit."""
    weights: dict[str, float] = {}
    for word in words:
        for gloss in word.glosses:
            _raise(weights, english_terms(gloss, stop=True), len(word.glosses) ** -0.5)
        for near in word.near:
            _raise(weights, english_terms(near.word), near.cosine)
    return weights


def rare_words(text: str, lexicon: Lexicon) -> list[str]:
    """Words of an English question that hardly any document has."""
    words = dict.fromkeys(word.lower() for word in _WORD.findall(text))
    return [
        word
        for word in words
        if word not in ENGLISH_STOP_WORDS
        and all(lexicon.frequency(term) <= _RARE for term in english_terms(word))
    ]


def stand_ins(words: Sequence[str], lexicon: Lexicon) -> dict[str, float]:
    """Terms near the words, with weights."""
    weights: dict[str, float] = {}
    for word, nearest in zip(words, lexicon.near(words), strict=True):
        own = {*english_terms(word)}
        other = [(terms, near.cosine) for near in nearest if (terms := {*english_terms(near.word)} - own)]
        for terms, cosine in other[:_NEAR_WORDS]:
            _raise(weights, terms, _STAND_IN * cosine)
    return weights


def _raise(weights: dict[str, float], terms: Iterable[str], weight: float) -> None:
    for term in terms:
        weights[term] = max(weights.get(term, 0.0), weight)
