"""How sure a reading is: from the chances of its span and of its class to the chance that both are right.

Logistic calibration (Platt 1999), by language, on what models read that never saw the text; the coefficients
are written by `benchmarks/train_measures.py --folds 5`. Readings that are hardly right are left out.
"""

import json
import math
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

LEAST = 0.3
"""The score from which a reading is kept.

F1 of measures with the right class is highest at about half of what it reaches (Lewis 1995), see
benchmarks/measures.md.
"""
_NEVER = 1e-4


@dataclass(frozen=True, slots=True)
class Certainty:
    """Coefficients of one language: of the log-odds of the span and of those of the class."""

    bias: float
    span: float
    kind: float

    def score(self, span: float, kind: float) -> float:
        """The chance, 0 to 1, that a measure is one and has this class."""
        odds = self.bias + self.span * log_odds(span) + self.kind * log_odds(kind)
        return 1 / (1 + math.exp(-odds))

    def save(self, path: Path) -> None:
        """Write the coefficients to `path`."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        return cls(**json.loads(path.read_text("utf-8")))


def log_odds(chance: float) -> float:
    """The logarithm of the odds of a chance; 0 and 1 count as nearly so."""
    chance = min(max(chance, _NEVER), 1 - _NEVER)
    return math.log(chance / (1 - chance))


@cache
def packaged(language: str) -> Certainty:
    """The calibration that ships with the package, for "en" or "zh"."""
    return Certainty.load(Path(str(files("ingest.measure") / f"certainty-{language}.json")))
