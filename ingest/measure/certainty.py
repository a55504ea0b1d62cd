"""How sure a reading is: from the chances of its span and of its class to the chance that both are right.

Logistic calibration (Platt 1999), by language, on what models read that never saw the text; the coefficients
are written by `benchmarks/train_measures.py --folds 5`. Readings that are hardly right are left out.
"""

import json
import math
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from operator import mul
from pathlib import Path
from typing import Self

LEAST = 0.33
"""The score from which a reading is kept.

F1 of measures with the right class is highest at about half of what it reaches (Lewis 1995), see
benchmarks/measures.md.
"""
_NEVER = 1e-4


@dataclass(frozen=True, slots=True)
class Certainty:
    """Coefficients of one language: of the log-odds of the span and of the class, and of the length."""

    bias: float
    span: float
    kind: float
    length: float

    def score(self, span: float, kind: float, length: int) -> float:
        """The chance, 0 to 1, that a measure is one and has this class; `length` is in characters."""
        return 1 / (1 + math.exp(-self.bias - sum(map(mul, self._weights, features(span, kind, length)))))

    @property
    def _weights(self) -> tuple[float, float, float]:
        return self.span, self.kind, self.length

    def save(self, path: Path) -> None:
        """Write the coefficients to `path`."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        return cls(**json.loads(path.read_text("utf-8")))


def features(span: float, kind: float, length: int) -> tuple[float, float, float]:
    """What the coefficients weigh: log-odds of both chances, and the logarithm of the length."""
    return log_odds(span), log_odds(kind), math.log(length)


def log_odds(chance: float) -> float:
    """The logarithm of the odds of a chance; 0 and 1 count as nearly so."""
    chance = min(max(chance, _NEVER), 1 - _NEVER)
    return math.log(chance / (1 - chance))


@cache
def packaged(language: str) -> Certainty:
    """The calibration that ships with the package, for "en" or "zh"."""
    return Certainty.load(Path(str(files("ingest.measure") / f"certainty-{language}.json")))
