"""The instrument class of a measure: multinomial logistic regression over its words and their sentence's."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np

from ingest.measure.model import Floats, LinearModel, load, save
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


@dataclass(frozen=True)
class InstrumentModel:
    """`classes` are ids of instruments, in the order of the model's columns."""

    model: LinearModel
    classes: tuple[str, ...]

    def classify(self, measure: str, sentence: str, vector: Floats | None = None) -> tuple[str, float]:
        """The most likely class of a measure within its sentence, and its probability.

        `vector` is the measure's meaning, where the model was trained with one.
        """
        scores = self.model.scores(features(measure, sentence), vector)
        shares = np.exp(scores - scores.max())
        best = int(shares.argmax())
        return self.classes[best], float(shares[best] / shares.sum())

    def save(self, path: Path) -> None:
        """Write the model to `path`."""
        save(path, {"instrument": self.model}, {"classes": "\n".join(self.classes)})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        arrays = load(path)
        return cls(LinearModel.from_arrays(arrays, "instrument"), tuple(str(arrays["classes"]).split("\n")))


def features(measure: str, sentence: str) -> list[str]:
    """Stems, pairs of stems and pairs of Han characters; those of the sentence are marked as its own."""
    own = _terms(measure)
    return ["bias", *own, *(f"context {term}" for term in set(_terms(sentence)))]


def _terms(text: str) -> list[str]:
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
