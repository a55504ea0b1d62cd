"""Measures read out of fold: how many are right, and whether their scores say so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from measure_text import LANGUAGES, Text, match
from sklearn.linear_model import LogisticRegression

from ingest.measure.certainty import LEAST, Certainty, log_odds
from ingest.measure.chinese_meaning import chinese_meanings
from ingest.measure.state import token_states, within
from ingest.parse import parse

if TYPE_CHECKING:
    from train_measures import Models

    from ingest.measure.model import Floats

_BOUNDS = (LEAST, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Reading:
    """What may be a measure: the chances, whether it hits the gold, whether its class is right."""

    language: str
    fold: int
    span: float
    kind: float
    hit: bool
    right: bool


def readings(text: Text, models: "Models", fold: int) -> Iterator[Reading]:
    """What the models read in a text, likely or not."""
    find = _english if text.language == "en" else _chinese
    spans, vectors = find(text, models)
    if not spans:
        return
    measures = [text.text[start:end] for start, end, _ in spans]
    kinds = models.instruments[text.language].classify(measures, vectors)
    hits = match([(start, end) for start, end, _ in text.measures], [(start, end) for start, end, _ in spans])
    gold = {found: text.measures[index][2] for index, found in hits}
    for number, ((_, _, score), (label, chance)) in enumerate(zip(spans, kinds, strict=True)):
        yield Reading(text.language, fold, score, chance, number in gold, gold.get(number) == label)


def _english(text: Text, models: "Models") -> "tuple[list[tuple[int, int, float]], Floats]":
    spans, inside = [], []
    blocks = parse(text.text)
    for block, states in zip(blocks, token_states(blocks), strict=True):
        for span in models.english.find(block.doc, states):
            spans.append((span.start + block.start, span.end + block.start, span.score))
            inside.append(within(block, states, span.start, span.end))
    return spans, np.stack(inside) if inside else np.zeros((0, 0), np.float32)


def _chinese(text: Text, models: "Models") -> "tuple[list[tuple[int, int, float]], Floats]":
    spans = [(span.start, span.end, span.score) for span in models.chinese.find(text.text, text.names)]
    return spans, chinese_meanings([text.text[start:end] for start, end, _ in spans])


def calibrate(found: Sequence[Reading]) -> Certainty:
    """How sure readings like these are, all of one language."""
    rows = [[log_odds(r.span), log_odds(r.kind)] for r in found]
    model = LogisticRegression(C=10.0).fit(rows, [r.right for r in found])
    return Certainty(float(model.intercept_[0]), *map(float, model.coef_[0]))


def report(texts: Sequence[Text], found: Sequence[Reading]) -> Iterator[str]:
    """Markdown tables of what was read: precision, recall and class, and how well scores are calibrated.

    The score of a reading comes from a calibration on the other folds.
    """
    yield "| language | gold | read | hits | precision | recall | F1 | right class |"
    yield "|---|---|---|---|---|---|---|---|"
    scores: list[tuple[float, bool]] = []
    for language in LANGUAGES:
        gold = sum(len(text.measures) for text in texts if text.language == language)
        own = [reading for reading in found if reading.language == language]
        if own:
            kept = [(score, r) for score, r in _calibrated(own) if score >= LEAST]
            yield _line(language, gold, [reading for _, reading in kept])
            scores += [(score, reading.right) for score, reading in kept]
    yield from ("", "| scores | readings | mean score | right |", "|---|---|---|---|")
    for low, high in pairwise(_BOUNDS):
        inside = [(score, right) for score, right in scores if low <= score < high]
        if inside:
            mean, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            yield f"| {low} to {high} | {len(inside)} | {mean:.3f} | {right:.3f} |"


def _calibrated(found: Sequence[Reading]) -> Iterator[tuple[float, Reading]]:
    """Readings with their scores by calibrations on the other folds."""
    for fold in sorted({reading.fold for reading in found}):
        certainty = calibrate([reading for reading in found if reading.fold != fold])
        yield from ((certainty.score(r.span, r.kind), r) for r in found if r.fold == fold)


def _line(language: str, gold: int, found: Sequence[Reading]) -> str:
    hits, right, read = sum(r.hit for r in found), sum(r.right for r in found), len(found)
    precision, recall, f1 = hits / read, hits / gold, 2 * hits / (read + gold)
    figures = f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {right / hits:.3f}"
    return f"| {language} | {gold} | {read} | {hits} | {figures} |"
