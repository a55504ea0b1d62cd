"""Learn the weights of search/fusion.py from judged questions, and say what they are worth on unseen ones.

    python benchmarks/train_fusion.py --data DATA [--gold benchmarks/gold]

DATA is a data folder whose current release holds the judged documents. Printed are nDCG@10 of the weights in
use, of weights learned out of fold (five folds, three shuffles) and the weights learned from all questions.

Method: pairwise logistic loss, each question's pairs weighted by their difference in gain, plus a quadratic
penalty on the distance from START; weights are not negative.

BM25 over passages in place of documents ranks alike; both together rank a little better (0.800 against 0.791
in English out of fold) and keep a long text from losing to a short one on its best passage.

What did not pay on held-out folds: BM25 over titles and names alone; cosines of titles and means of passages;
Rocchio feedback in either encoder's space; reciprocal rank fusion and z-scores in place of scaling by the
best. benchmarks/collections.md tells more. Late interaction over MiniLM's token vectors ranks English better
than its sentence vectors do (0.760 against 0.680) but adds 0.006 to the fusion and stores 100 times the
vectors.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from search.fusion import WEIGHTS
from search.query import Searcher
from search.release import open_release

START = {
    "words": 0.4,
    "passages": 0.6,
    "meaning": 1.0,
    "multilingual": 0.6,
    "graph": 0.4,
    "lineage": 0.3,
    "time": 0.5,
}
NAMES = tuple(WEIGHTS)
FOLDS, SHUFFLES, PENALTY, STEEPNESS, DEPTH = 5, 3, 3.0, 6.0, 60

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """A question's candidates: features `(n, len(NAMES))`, gains `(n,)`, and the best nDCG denominator."""

    language: str
    features: Floats
    gains: Floats
    ideal: float


def dcg(gains: Floats) -> float:
    """Discounted cumulative gain at 10."""
    top = gains[:10]
    return float((top / np.log2(np.arange(len(top)) + 2)).sum())


def load(searcher: Searcher, gold: Path) -> list[Judged]:
    """The judged questions of `gold` with the features that `searcher` gives them."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (gold / "qrels.tsv").read_text("utf-8").splitlines():
        query, document, grade = line.split()[:3]
        if grade.isdigit():
            grades[query][document] = int(grade)
    judged = []
    for line in (gold / "queries.jsonl").read_text("utf-8").splitlines():
        query = json.loads(line)
        ids, found = searcher.candidates(query["text"])
        own = grades[query["id"]]
        features = np.stack([found.features.get(name, np.zeros(len(ids))) for name in NAMES], axis=1)
        gains = np.array([2.0 ** own.get(id_, 0) - 1 for id_ in ids])
        ideal = dcg(np.array(sorted((2.0**grade - 1 for grade in own.values()), reverse=True)))
        judged.append(Judged(query["language"], features, gains, ideal))
    return judged


def ndcg(question: Judged, weights: Floats) -> float:
    """nDCG@10 of a question under `weights`."""
    order = np.argsort(-(question.features @ weights), kind="stable")
    return dcg(question.gains[order]) / question.ideal


def fit(questions: list[Judged]) -> Floats:
    """The weights that put documents of higher gain before others."""
    start = np.array([START.get(name, 0.5) for name in NAMES])
    differences, worth = zip(*(_pairs(question, start) for question in questions), strict=True)
    difference, weight = np.concatenate(differences), np.concatenate(worth)

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = STEEPNESS * difference @ weights
        slope = -STEEPNESS * (weight / (1 + np.exp(margin))) @ difference
        penalty = PENALTY * float(((weights - start) ** 2).sum())
        return float(weight @ np.logaddexp(0, -margin)) + penalty, slope + 2 * PENALTY * (weights - start)

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(NAMES))
    return np.asarray(found.x)


def _pairs(question: Judged, start: Floats) -> tuple[Floats, Floats]:
    best = np.argsort(-(question.features @ start))[:DEPTH]
    rows = np.union1d(best, np.flatnonzero(question.gains))
    gains, features = question.gains[rows], question.features[rows]
    better, worse = np.nonzero(gains[:, None] > gains[None, :])
    worth = gains[better] - gains[worse]
    return features[better] - features[worse], worth / max(1e-9, float(worth.sum()))


def report(name: str, values: Floats, questions: list[Judged]) -> None:
    """Print the mean by language."""
    languages = np.array([question.language for question in questions])
    means = "  ".join(f"{lang} {values[languages == lang].mean():.3f}" for lang in sorted({*languages}))
    print(f"{name:<14} {means}")


def main() -> None:
    """Learn, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, default=Path(__file__).parent / "gold")
    arguments = parser.parse_args()
    questions = load(open_release(arguments.data).searcher, arguments.gold)
    used = np.array([WEIGHTS[name] for name in NAMES])
    report("in use", np.array([ndcg(question, used) for question in questions]), questions)
    for shuffle in range(SHUFFLES):
        order = np.random.default_rng(shuffle).permutation(len(questions))
        values = np.zeros(len(questions))
        for fold in range(FOLDS):
            held_out = set(order[fold::FOLDS].tolist())
            weights = fit([question for at, question in enumerate(questions) if at not in held_out])
            for at in held_out:
                values[at] = ndcg(questions[at], weights)
        report(f"out of fold {shuffle}", values, questions)
    print({name: round(float(weight), 2) for name, weight in zip(NAMES, fit(questions), strict=True)})


if __name__ == "__main__":
    main()
