"""Make the classifiers of instruments: linear over words and what a measure means."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from measure_text import Text, read_phrases, sentence
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from train_spans import Parsed, incidence

from ingest.measure.chinese_meaning import chinese_meanings
from ingest.measure.instrument import InstrumentModel, features
from ingest.measure.model import Floats, LinearModel
from ingest.measure.state import meanings, within

CONTEXT = 0.3
"""Weight of what only the sentence says about a measure's class, beside the measure's own words."""
STRENGTH = {"en": 2.0, "zh": 1.0}
"""The inverse of the L2 penalty."""
PHRASE = 0.5
"""Weight of a phrase beside a measure of a text."""
_LEAST = 2
"""Features seen in fewer examples are left out."""
_DENSE = {"en": 0.15, "zh": 0.09}
"""Weight of the standardised vectors beside the words."""


@dataclass(frozen=True)
class Example:
    """A measure with its class; `vector` is what it means by itself and, in English, in its context."""

    features: list[str]
    vector: Floats
    label: str
    weight: float = 1.0


def text_examples(text: Text, parsed: Parsed | None) -> list[Example]:
    """The measures of a text; an English one comes with its parse."""
    spans = [(start, end) for start, end, _ in text.measures]
    if not spans:
        return []
    if parsed:
        vectors = _vectors(text.text, parsed, spans)
    else:
        vectors = chinese_meanings([text.text[start:end] for start, end in spans])
    return [
        Example(features(text.text[start:end], sentence(text.text, start, end)), vector, label, text.weight)
        for vector, (start, end, label) in zip(vectors, text.measures, strict=True)
    ]


def _vectors(text: str, parsed: Parsed, spans: Sequence[tuple[int, int]]) -> Floats:
    """What measures mean by themselves and in their context, `(spans, 768)`."""
    inside = [
        within(block, states, start - block.start, end - block.start)
        for start, end in spans
        for block, states in zip(parsed.blocks, parsed.states, strict=True)
        if block.start <= start < block.start + len(block.doc.text)
    ]
    return np.hstack([meanings([text[start:end] for start, end in spans]), np.stack(inside)])


def phrase_examples(language: str) -> list[Example]:
    """The phrases in one language."""
    phrases = [(phrase, label) for phrase, label in read_phrases() if phrase.isascii() == (language == "en")]
    texts = [phrase for phrase, _ in phrases]
    vectors = np.hstack([meanings(texts)] * 2) if language == "en" else chinese_meanings(texts)
    return [
        Example(features(phrase, ""), vector, label, PHRASE)
        for vector, (phrase, label) in zip(vectors, phrases, strict=True)
    ]


def train_instruments(
    phrases: Sequence[Example], measures: Sequence[Example], language: str
) -> InstrumentModel:
    """The classifier of one language; how common each class is, the measures of whole texts say."""
    examples = [*phrases, *measures]
    seen = Counter(name for example in examples for name in set(example.features))
    names = sorted(name for name, count in seen.items() if count >= _LEAST)
    weight = np.array([CONTEXT if name.startswith("context ") else 1.0 for name in names])
    matrix = incidence([example.features for example in examples], names).multiply(weight).tocsr()
    vectors = np.stack([example.vector for example in examples])
    mean, scale = vectors.mean(axis=0), _DENSE[language] / (vectors.std(axis=0) + 1e-6)
    matrix = hstack([matrix, csr_matrix((vectors - mean) * scale)]).tocsr()
    model = LogisticRegression(C=STRENGTH[language], max_iter=100, tol=1e-3)
    model.fit(matrix, [example.label for example in examples], [example.weight for example in examples])
    sparse = (model.coef_[:, : len(names)] * weight).T
    sparse[names.index("bias")] += model.intercept_
    dense = (model.coef_[:, len(names) :] * scale).T
    sparse[names.index("bias")] -= mean @ dense
    linear = LinearModel(tuple(names), sparse.astype(np.float32), dense.astype(np.float32))
    classes = tuple(map(str, model.classes_))
    return InstrumentModel(linear, classes, _shares(measures, classes))


def _shares(measures: Sequence[Example], classes: Sequence[str]) -> Floats:
    counts = dict.fromkeys(classes, 1.0)
    for measure in measures:
        counts[measure.label] += measure.weight
    shares = np.array([counts[name] for name in classes], np.float32)
    return shares / shares.sum()
