"""Where in a passage the words of the question stand."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from search.index.analysis import HAN, english_terms

_WORD = re.compile(rf"[^\W_{HAN}]+|[{HAN}]+")


def highlights(
    text: str, english: AbstractSet[str], chinese: AbstractSet[str]
) -> tuple[tuple[int, int], ...]:
    """Spans of `text` (code points) with an English stem or Chinese bigram of the question, joined."""
    places = text_places(text)
    spans = [span for term in (*english, *chinese) for span in places.get(term, ())]
    return tuple(_joined(sorted(spans)))


@lru_cache(maxsize=2_000)
def text_places(text: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Where each English stem and Chinese bigram of a text stands; remembered, as passages come again."""
    places: dict[str, list[tuple[int, int]]] = {}
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if word[0] >= "\u3400":
            for at in range(len(word) - 1):
                places.setdefault(word[at : at + 2], []).append((start + at, start + at + 2))
        else:
            for stem in _stems(word):
                places.setdefault(stem, []).append((start, match.end()))
    return {term: tuple(spans) for term, spans in places.items()}


@lru_cache(maxsize=50_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(english_terms(word))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
