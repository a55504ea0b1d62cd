"""The words that documents use, each with a vector: what a question's word can be likened to.

Only words in lower case count: names are left to the authority lists.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from search.embed import Embedder, Vectors
from search.index.analysis import ENGLISH_STOP_WORDS, english_terms

MOST = 8_000
"""So many words are kept, the commonest: the time to compare them all with one is a millisecond."""
_TEXTS = 50_000
"""From so many texts, evenly spread, words are taken: more would hardly change which are common."""
_LEAST, _LEAST_PAIR = 2, 4
_WORD = re.compile(r"\b[a-z]{3,}\b")
_WORDS, _VECTORS = "vocabulary.json", "vocabulary.npy"


def common_words(texts: Sequence[str]) -> list[str]:
    """Words that two or more texts have, and pairs of words that four have; one spelling of each stem."""
    counts: Counter[str] = Counter()
    for text in texts[:: max(1, len(texts) // _TEXTS)]:
        counts.update({*_words(text), *_pairs(text)})
    spellings: dict[str, str] = {}
    for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= (_LEAST_PAIR if " " in word else _LEAST):
            spellings.setdefault(" ".join(english_terms(word)), word)
    return list(spellings.values())[:MOST]


def _words(text: str) -> set[str]:
    return {*_WORD.findall(text)} - ENGLISH_STOP_WORDS


def _pairs(text: str) -> set[str]:
    """Neighbouring words with nothing but a space between them."""
    places = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    return {
        f"{first} {second}"
        for (_, end, first), (start, _, second) in pairwise(places)
        if text[end:start] == " " and not {first, second} & ENGLISH_STOP_WORDS
    }


def write_vocabulary(
    directory: Path, texts: Sequence[str], embedder: Embedder, previous: Path | None = None
) -> None:
    """Store the common words of the texts; vectors that the index folder `previous` has are not made anew."""
    words = common_words(texts)
    known = _known(previous, embedder.hash) if previous else {}
    fresh = [word for word in words if word not in known]
    known |= dict(zip(fresh, embedder.encode(fresh), strict=True))
    vectors = np.array([known[word] for word in words], np.float16).reshape(-1, embedder.dimension)
    np.save(directory / _VECTORS, vectors, allow_pickle=False)
    content = json.dumps({"hash": embedder.hash, "words": words}, ensure_ascii=False)
    (directory / _WORDS).write_text(content, encoding="utf-8")


def read_vocabulary(directory: Path) -> tuple[list[str], Vectors]:
    """Words and their vectors, `(words, dimension) float32`; none where the index was made without them."""
    if not (directory / _WORDS).exists():
        return [], np.empty((0, 0), np.float32)
    words: list[str] = json.loads((directory / _WORDS).read_text("utf-8"))["words"]
    return words, np.load(directory / _VECTORS, allow_pickle=False).astype(np.float32)


def _known(directory: Path, hash_: str) -> dict[str, Vectors]:
    """Vectors of the words of another index, where the same model made them."""
    if not (directory / _WORDS).exists():
        return {}
    if json.loads((directory / _WORDS).read_text("utf-8"))["hash"] != hash_:
        return {}
    words, vectors = read_vocabulary(directory)
    return dict(zip(words, vectors, strict=True))
