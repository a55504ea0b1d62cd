"""The instrument class of a measure: by the examples that are near it in words and in meaning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np

from ingest.measure.kernel import KernelModel
from ingest.measure.model import Floats, load, save
from ingest.measure.words import words

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+|\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SUFFIX = re.compile(r"(?:ies|es|s|ing|ed|ion|ions|al|ment|ments|ity|ly)$")
_STOP = words(
    """
    the a an of to and in on for with that which its their it is are be by as at from this has have will
    should would into more other than these those such also was were been or so not
    """
)


_TOPIC = 0.5
"""How much the other measures of a text count for the class of one."""
_SMOOTHING = 2


@dataclass(frozen=True)
class InstrumentModel:
    """`classes` are ids of instruments, in the order of the model's columns; `prior` holds their shares."""

    model: KernelModel
    classes: tuple[str, ...]
    prior: Floats

    def classify(self, measures: Sequence[str], vectors: Floats) -> list[tuple[str, float]]:
        """The most likely class of each measure of a text, and its probability.

        `vectors` are what the measures mean, a row each.
        What a text is about shows in all its measures together, so their mean shifts each one's odds.
        """
        if not measures:
            return []
        shares = _softmax(self.model.scores([features(measure) for measure in measures], vectors))
        topic = (shares.sum(axis=0) + _SMOOTHING * self.prior) / (len(shares) + _SMOOTHING)
        shifted = _softmax(np.log(shares + 1e-9) + _TOPIC * np.log(topic / self.prior))
        best = shifted.argmax(axis=1)
        return [(self.classes[column], float(row[column])) for row, column in zip(shifted, best, strict=True)]

    def save(self, path: Path) -> None:
        """Write the model to `path`."""
        settings = {"classes": " ".join(self.classes), "prior": " ".join(f"{p:.5f}" for p in self.prior)}
        save(path, self.model.arrays(), settings)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        arrays = load(path)
        prior = np.array([float(share) for share in str(arrays["prior"]).split()], np.float32)
        return cls(KernelModel.from_arrays(arrays), tuple(str(arrays["classes"]).split()), prior)


def _softmax(scores: Floats) -> Floats:
    shares: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def features(text: str) -> list[str]:
    """Stems, pairs of stems and pairs of Han characters."""
    stems = [
        _SUFFIX.sub("", word) or word
        for match in _WORD.finditer(text)
        if (word := match[0].lower()) not in _STOP
    ]
    terms = [*stems, *(f"{first} {second}" for first, second in pairwise(stems))]
    for match in _HAN.finditer(text):
        han = match[0]
        terms += [han[at : at + 2] for at in range(len(han) - 1)]
    return terms


@cache
def packaged(language: str) -> InstrumentModel:
    """The classifier that ships with the package, for "en" or "zh"."""
    return InstrumentModel.load(Path(str(files("ingest.measure") / f"instrument-{language}.npz")))
