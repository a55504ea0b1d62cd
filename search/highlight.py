"""Where in a passage the words of the question stand."""

import re
from collections.abc import Collection

from search.index.analysis import HAN, english_terms

_WORD = re.compile(rf"[^\W_{HAN}]+|[{HAN}]+")


def highlights(text: str, english: Collection[str], chinese: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Spans of `text` (code points) with an English stem or Chinese bigram of the question, joined."""
    spans = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if word[0] >= "\u3400":
            pairs = (i for i in range(len(word) - 1) if word[i : i + 2] in chinese)
            spans += [(start + i, start + i + 2) for i in pairs]
        elif any(term in english for term in english_terms(word)):
            spans.append((start, match.end()))
    return tuple(_joined(spans))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
