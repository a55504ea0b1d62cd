"""An extractive answer: the sentences of the best passages that speak most directly to the question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from search.channels import MeaningChannel, Scores
from search.embed import Vectors
from search.index.analysis import chinese_terms, english_terms
from search.result import Hit, SearchResult
from search.understand import Question

_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=[\s\"')\]]|$)|[。！？]|$)", re.DOTALL | re.MULTILINE)
_SHORTEST = 12
_DIVERSITY = 0.4
_RANK_WEIGHT = 0.15
_LEAST = 0.25


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence as it stands at code points `start` to `end` of the document's text."""

    text: str
    document: str
    kind: str
    title: str
    passage: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Citing:
    """What a phrased sentence rests on: words of the sentence with this number, from 1, and their place."""

    number: int
    document: str
    kind: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PhrasedSentence:
    """A sentence in a language model's words, with its sources."""

    text: str
    sources: tuple[Citing, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Sentences that answer the question, best first; none where nothing speaks to it.

    `phrased` says the same in the words of the language model `model`, where one was asked and checked.
    """

    query: str
    release: str
    sentences: tuple[AnswerSentence, ...]
    warnings: tuple[str, ...] = ()
    phrased: tuple[PhrasedSentence, ...] = ()
    model: str | None = None


def extract_answer(
    question: Question,
    result: SearchResult,
    vectors: Mapping[str, Vectors],
    meaning: Mapping[str, MeaningChannel],
    limit: int,
) -> Answer:
    """Choose up to `limit` sentences from the hits' passages: near to the question and unlike each other.

    The choice is by maximal marginal relevance (Carbonell and Goldstein 1998).
    """
    sentences = [s for rank, hit in enumerate(result.hits) for s in _sentences(hit, rank)]
    chosen: tuple[AnswerSentence, ...] = ()
    if sentences and vectors:
        texts = [sentence.text for sentence in sentences]
        encoded = {name: meaning[name].embedder.encode(texts) for name in vectors}
        near = np.mean([encoded[name] @ vectors[name] for name in vectors], axis=0)
        value = near + 0.3 * _coverage(question, texts) + [sentence.score for sentence in sentences]
        likeness = np.mean([matrix @ matrix.T for matrix in encoded.values()], axis=0)
        picked = _pick(value, likeness, limit)
        chosen = tuple(replace(sentences[row], score=round(float(value[row]), 4)) for row in picked)
    return Answer(result.query, result.release, chosen, result.warnings)


def _sentences(hit: Hit, rank: int) -> list[AnswerSentence]:
    """The sentences of a hit's passages; the score is what its rank is worth."""
    worth = _RANK_WEIGHT / (1 + rank)
    return [
        AnswerSentence(
            match.group().rstrip(),
            hit.id,
            hit.kind,
            hit.title,
            passage.id,
            passage.start + match.start(),
            passage.start + match.start() + len(match.group().rstrip()),
            worth,
        )
        for passage in hit.passages
        for match in _SENTENCE.finditer(passage.text)
        if len(match.group().rstrip()) >= _SHORTEST
    ]


def _coverage(question: Question, texts: list[str]) -> Scores:
    """The share of the question's words in each text."""
    wanted = {*question.all_terms.get("text", ()), *question.all_terms.get("zh", ())}
    found = [len(wanted & {*english_terms(text), *chinese_terms(text)}) for text in texts]
    return np.array(found, dtype=np.float64) / max(1, len(wanted))


def _pick(value: Scores, likeness: Scores, limit: int) -> list[int]:
    picked: list[int] = []
    left = [int(row) for row in np.argsort(-value, kind="stable") if value[row] >= _LEAST]
    while left and len(picked) < limit:
        gain = [value[row] - _DIVERSITY * likeness[row, picked].max(initial=0.0) for row in left]
        picked.append(left.pop(int(np.argmax(gain))))
    return picked
