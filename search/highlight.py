"""Where in a passage the words of the question stand."""

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from search.index.analysis import HAN, english_terms

_WORD = re.compile(rf"[^\W_{HAN}]+|[{HAN}]+")


def highlights(
    text: str, english: AbstractSet[str], chinese: AbstractSet[str]
) -> tuple[tuple[int, int], ...]:
    """Spans of `text` (code points) with an English stem or Chinese bigram of the question, joined."""
    spans = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if word[0] >= "\u3400":
            pairs = (i for i in range(len(word) - 1) if word[i : i + 2] in chinese)
            spans += [(start + i, start + i + 2) for i in pairs]
        elif english & _stems(word):
            spans.append((start, match.end()))
    return tuple(_joined(spans))


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
