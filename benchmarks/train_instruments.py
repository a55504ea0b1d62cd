"""Make the classifiers of instruments: a kernel over words and what a measure means."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from measure_text import Text, read_phrases
from scipy.sparse import csr_matrix
from sklearn.kernel_ridge import KernelRidge
from train_spans import Parsed, narrow

from ingest.measure.chinese_meaning import chinese_meanings
from ingest.measure.instrument import InstrumentModel, features
from ingest.measure.kernel import KernelModel, Meanings, Vocabulary, gaussian
from ingest.measure.model import Floats
from ingest.measure.state import LAYERS, upper, within
from search.embed.states import packaged_states

_SHARE = {"en": 0.3, "zh": 0.5}
"""How much words count beside the vectors."""
_RIDGE = {"en": 0.2, "zh": 0.6}
"""The L2 penalty."""
_WIDTH = 1.0
"""How fast the kernel falls with the distance of two measures."""
_SHARPNESS = 8.0
"""From what the regression gives, which is 1 for the class and about 0 for others, to log-odds."""
_AXES = {"en": 192, "zh": 384}
"""Principal axes kept of vectors."""
_LEAST = 2
"""Words seen in fewer examples are left out."""


@dataclass(frozen=True)
class Example:
    """A measure with its class; `vector` is what it means, in its context in English."""

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
        vectors = _vectors(parsed, spans)
    else:
        vectors = chinese_meanings([text.text[start:end] for start, end in spans])
    return [
        Example(features(text.text[start:end]), vector, label, text.weight)
        for vector, (start, end, label) in zip(vectors, text.measures, strict=True)
    ]


def _vectors(parsed: Parsed, spans: Sequence[tuple[int, int]]) -> Floats:
    """What measures mean in their context, `(spans, 384)`."""
    inside = [
        within(block, states, start - block.start, end - block.start)
        for start, end in spans
        for block, states in zip(parsed.blocks, parsed.states, strict=True)
        if block.start <= start < block.start + len(block.doc.text)
    ]
    return np.stack(inside)


def phrase_examples(language: str) -> list[Example]:
    """The phrases in one language."""
    phrases = [(phrase, label) for phrase, label in read_phrases() if phrase.isascii() == (language == "en")]
    texts = [phrase for phrase, _ in phrases]
    vectors = _alone(texts) if language == "en" else chinese_meanings(texts)
    return [
        Example(features(phrase), vector, label)
        for vector, (phrase, label) in zip(vectors, phrases, strict=True)
    ]


def _alone(phrases: Sequence[str]) -> Floats:
    """What phrases without a context mean, `(phrases, 384)`."""
    encoder = packaged_states(LAYERS)
    return np.stack([upper(pieces.states).mean(axis=0) for pieces in encoder.begin(phrases)()])


def train_instruments(
    phrases: Sequence[Example], measures: Sequence[Example], language: str
) -> InstrumentModel:
    """The classifier of one language; how common each class is, the measures of whole texts say.

    Written examples count as much as gold ones: what is near a measure decides, not how often it is written.
    """
    examples = [*phrases, *measures]
    words = [example.features for example in examples]
    vectors = np.stack([example.vector for example in examples])
    vocabulary, means = _vocabulary(words), _meanings(vectors, _AXES[language])
    shared, units = _words(vocabulary, words), means.units(vectors)
    share = _SHARE[language]
    near = (shared @ shared.T).toarray() * share + (1 - share) * (units @ units.T)
    kernel = gaussian(near, _WIDTH)
    classes = tuple(sorted({example.label for example in examples}))
    wanted = np.array([[example.label == name for name in classes] for example in examples], np.float32)
    wanted -= (1 - wanted) / (len(classes) - 1)
    ridge = KernelRidge(alpha=_RIDGE[language], kernel="precomputed").fit(kernel, wanted)
    postings = shared.tocsc()
    model = KernelModel(
        vocabulary=vocabulary,
        bounds=postings.indptr,
        holders=postings.indices,
        values=postings.data,
        meanings=means,
        vectors=units,
        duals=(_SHARPNESS * ridge.dual_coef_).astype(np.float32),
        share=share,
        width=_WIDTH,
    )
    return InstrumentModel(model, classes, _shares(measures, classes))


def _vocabulary(words: Sequence[Sequence[str]]) -> Vocabulary:
    seen = Counter(word for own in words for word in set(own))
    names = tuple(sorted(word for word, count in seen.items() if count >= _LEAST))
    return Vocabulary(names, np.log([len(words) / seen[name] for name in names]).astype(np.float32))


def _words(vocabulary: Vocabulary, words: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401
    """The words of each example, `(examples, words)`, sparse."""
    rows, weights = zip(*map(vocabulary.unit, words), strict=True)
    bounds = np.cumsum([0, *map(len, rows)])
    shape = (len(words), len(vocabulary.names))
    return narrow(csr_matrix((np.concatenate(weights), np.concatenate(rows), bounds), shape=shape))


def _meanings(vectors: Floats, kept: int) -> Meanings:
    """The principal axes of vectors whose columns are standardised."""
    mean, scale = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    standard = (vectors - mean) / scale
    _, directions = np.linalg.eigh(standard.T @ standard)
    return Meanings(mean, (directions[:, -kept:] / scale[:, None]).astype(np.float32))


def _shares(measures: Sequence[Example], classes: Sequence[str]) -> Floats:
    counts = dict.fromkeys(classes, 1.0)
    for measure in measures:
        counts[measure.label] += measure.weight
    shares = np.array([counts[name] for name in classes], np.float32)
    return shares / shares.sum()
