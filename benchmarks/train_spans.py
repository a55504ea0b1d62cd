"""Train the models that find where measures begin and end: logistic regressions over named features."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from measure_text import Text
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from ingest.measure import candidate, chinese_feature, feature
from ingest.measure.chinese import ChineseModel
from ingest.measure.english import EnglishModel, pooled
from ingest.measure.forms import Forms
from ingest.measure.model import Floats, LinearModel
from ingest.measure.state import lower
from ingest.parse import Block

_THRESHOLD = 0.2
"""Spans below this chance are left out; of the others the class decides as well, see certainty.py."""
_CLASSES_ALONE = ("training-context-en-", "training-digests-en-")
"""Texts that were written to teach classes; they bring nothing where measures begin and end."""


@dataclass(frozen=True)
class Parsed:
    """The parse of an English text, block by block, with the states of its words."""

    blocks: list[Block]
    states: list[Floats]


@dataclass(frozen=True)
class Row:
    """One training example of a yes-or-no model."""

    features: list[str]
    label: bool
    vector: Floats | None = None
    weight: float = 1.0


def fit(rows: Sequence[Row], strength: float, least: int = 1, scale: float = 0.1) -> LinearModel:
    """Logistic regression of the labels; features seen in fewer than `least` rows are left out.

    `strength` is the inverse of the L2 penalty; dense vectors are standardised and weighted by `scale`.
    """
    counts = Counter(name for row in rows for name in set(row.features))
    names = sorted(name for name, count in counts.items() if count >= least)
    matrix = incidence([row.features for row in rows], names)
    dense = np.zeros((0, 1), np.float32)
    mean = deviation = np.zeros(0)
    if rows[0].vector is not None:
        vectors = np.stack([row.vector for row in rows if row.vector is not None])
        mean, deviation = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
        matrix = narrow(hstack([matrix, csr_matrix((vectors - mean) / deviation * scale)]).tocsr())
    model = LogisticRegression(C=strength, solver="liblinear", tol=1e-3, random_state=0)
    model.fit(matrix, [row.label for row in rows], [row.weight for row in rows])
    weights = model.coef_[0]
    sparse = weights[: len(names)].copy()
    bias = float(model.intercept_[0])
    if len(mean):
        slope = weights[len(names) :] * scale / deviation
        bias -= float(mean @ slope)
        dense = slope[:, None].astype(np.float32)
    sparse[names.index("bias")] += bias
    return LinearModel(tuple(names), sparse[:, None].astype(np.float32), dense)


def incidence(rows: Iterable[Iterable[str]], names: Sequence[str]) -> Any:  # noqa: ANN401
    """The matrix `(rows, names)` that holds 1 where a row has the name."""
    columns = {name: column for column, name in enumerate(names)}
    indices: list[int] = []
    bounds = [0]
    for row in rows:
        indices += sorted({columns[name] for name in row if name in columns})
        bounds.append(len(indices))
    return narrow(csr_matrix((np.ones(len(indices)), indices, bounds), shape=(len(bounds) - 1, len(names))))


def narrow(matrix: Any) -> Any:  # noqa: ANN401
    """The same matrix with the 32-bit indices that liblinear wants."""
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


def english_rows(text: Text, parsed: Parsed) -> tuple[list[Row], list[Row]]:
    """Examples of starts and of ends."""
    starts, ends = [], []
    for block, states in zip(parsed.blocks, parsed.states, strict=True):
        gold = {start - block.start: end - block.start for start, end, _ in text.measures}
        forms = Forms.of(block.doc)
        for at in candidate.starts(block.doc, forms):
            token = block.doc[at]
            vector = pooled(lower(states), at)
            starts.append(Row(feature.start_features(token, forms), token.idx in gold, vector, text.weight))
            if token.idx in gold:
                lasts = candidate.ends(token, forms)
                for last, names in zip(lasts, feature.end_features(token, lasts, forms), strict=True):
                    word = block.doc[last]
                    right = word.idx + len(word) == gold[token.idx]
                    ends.append(Row(names, right, None, text.weight))
    return starts, ends


def chinese_rows(text: Text) -> tuple[list[Row], list[Row]]:
    """Examples of starts and of ends."""
    starts, ends = [], []
    for part in chinese_feature.sentences(text.text):
        gold = {start - part.start: end - part.start for start, end, _ in text.measures}
        for at in chinese_feature.starts(part, text.names):
            starts.append(Row(chinese_feature.start_features(part, at), at in gold, None, text.weight))
            if at in gold:
                for end in chinese_feature.ends(part, at):
                    names = chinese_feature.end_features(part, at, end)
                    ends.append(Row(names, end == gold[at], None, text.weight))
    return starts, ends


def train_english(texts: Sequence[Text], parsed: Mapping[str, Parsed]) -> EnglishModel:
    """The span model of English."""
    whole = [text for text in texts if text.language == "en" and not text.id.startswith(_CLASSES_ALONE)]
    rows = [english_rows(text, parsed[text.id]) for text in whole]
    start = fit([row for starts, _ in rows for row in starts], strength=0.1, least=2, scale=0.2)
    end = fit([row for _, ends in rows for row in ends], strength=0.5, least=2)
    return EnglishModel(start, end, _THRESHOLD)


def train_chinese(texts: Sequence[Text]) -> ChineseModel:
    """The span model of Chinese."""
    rows = [chinese_rows(text) for text in texts if text.language == "zh"]
    start = fit([row for starts, _ in rows for row in starts], strength=1.5)
    end = fit([row for _, ends in rows for row in ends], strength=0.5)
    return ChineseModel(start, end, _THRESHOLD)
