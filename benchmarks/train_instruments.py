"""Make the classifiers of instruments: in Chinese a linear model over words, in English the encoder's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from measure_text import WRITTEN, Text, read_phrases, sentence
from sklearn.linear_model import LogisticRegression
from train_spans import incidence

from ingest.measure.instrument import InstrumentModel, features
from ingest.measure.model import Floats, LinearModel

CONTEXT = 0.3
"""Weight of what only the sentence says about a measure's class, beside the measure's own words."""
STRENGTH = 4.0
"""The inverse of the L2 penalty."""


@dataclass(frozen=True)
class Example:
    """A measure with its class."""

    features: list[str]
    label: str
    weight: float = 1.0


def text_examples(text: Text) -> list[Example]:
    """The measures of a text."""
    return [
        Example(features(text.text[start:end], sentence(text.text, start, end)), label, text.weight)
        for start, end, label in text.measures
    ]


def phrase_examples() -> list[Example]:
    """The Chinese phrases."""
    return [
        Example(features(phrase, ""), label, WRITTEN)
        for phrase, label in read_phrases()
        if not phrase.isascii()
    ]


def train_words(phrases: Sequence[Example], measures: Sequence[Example]) -> InstrumentModel:
    """The classifier by words; how common each class is, the measures of whole texts say."""
    examples = [*phrases, *measures]
    names = sorted({name for example in examples for name in example.features})
    weight = np.array([CONTEXT if name.startswith("context ") else 1.0 for name in names])
    matrix = incidence([example.features for example in examples], names).multiply(weight).tocsr()
    model = LogisticRegression(C=STRENGTH, max_iter=100, tol=1e-3)
    model.fit(matrix, [example.label for example in examples], [example.weight for example in examples])
    sparse = (model.coef_ * weight).T
    sparse[names.index("bias")] += model.intercept_
    dense = np.zeros((0, sparse.shape[1]), np.float32)
    classes = tuple(map(str, model.classes_))
    linear = LinearModel(tuple(names), sparse.astype(np.float32), dense)
    return InstrumentModel(linear, classes, _shares(measures, classes))


def _shares(measures: Sequence[Example], classes: Sequence[str]) -> Floats:
    counts = dict.fromkeys(classes, 1.0)
    for measure in measures:
        counts[measure.label] += measure.weight
    shares = np.array([counts[name] for name in classes], np.float32)
    return shares / shares.sum()


def with_head(measures: Sequence[Example], head: Mapping[str, tuple[Floats, float]]) -> InstrumentModel:
    """The classifier that is the encoder's head alone: weights `(1152,)` and bias by class."""
    weights, biases = zip(*head.values(), strict=True)
    bias = np.array([biases], np.float32)
    return InstrumentModel(
        LinearModel(("bias",), bias, np.stack(weights, axis=1)), tuple(head), _shares(measures, tuple(head))
    )
