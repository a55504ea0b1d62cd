"""The probability that a citation is right: its span, its state and the policy it is linked to.

A logistic model over how it was recognised and how well the policy fits, fitted to the gold passages by
`benchmarks/calibrate_citations.py` and kept in `calibration.json`.
"""

import json
import math
from functools import cache
from importlib.resources import files

from ingest.citation.linked import LinkedMention

WAYS = ("title", "number", "alias", "reference", "description")
STATES = ("resolved", "ambiguous", "unregistered")
LAYOUT = 1


def features(linked: LinkedMention) -> list[float]:
    """What the model sees: the fit, whether there is a number, then the way and the state, one of each 1."""
    return [
        linked.score,
        float(bool(linked.mention.numbers)),
        *(float(linked.mention.by == way) for way in WAYS),
        *(float(linked.status == state) for state in STATES),
    ]


def probability(linked: LinkedMention) -> float:
    """How likely the citation is right, between 0 and 1."""
    weights, bias = _model()
    logit = bias + sum(w * x for w, x in zip(weights, features(linked), strict=True))
    return 1 / (1 + math.exp(-logit))


@cache
def _model() -> tuple[tuple[float, ...], float]:
    model = json.loads((files("ingest.citation") / "calibration.json").read_text(encoding="utf-8"))
    return tuple(model["weights"]), model["bias"]
