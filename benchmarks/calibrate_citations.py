"""Fit the scores of citations to the gold: a logistic model of when a citation is right.

python benchmarks/calibrate_citations.py     prints reliability out of fold, then writes
                                             ingest/citation/calibration.json from all documents

Five folds by document; a citation that hits no gold span counts as wrong.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from ingest.citation.find import find_linked
from ingest.citation.linked import LinkedMention
from ingest.citation.score import LAYOUT, features
from ingest.evaluation.gold import GoldText, read_articles, read_citations
from ingest.evaluation.judge import PolicyJudge
from ingest.evaluation.markup import Span
from ingest.evaluation.outcome import LEAST_OVERLAP, Reading
from ontology.knowledge import load_knowledge
from ontology.resolver import PolicyResolver

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "ingest" / "citation" / "calibration.json"
FOLDS, BINS, SMOOTHING = 5, 5, 1.0


def main() -> None:
    """Print the reliability table and write the model."""
    x, y, groups = _examples()
    held_out = np.zeros(len(y))
    for fold in range(FOLDS):
        test = groups % FOLDS == fold
        held_out[test] = _fit(x[~test], y[~test]).predict_proba(x[test])[:, 1]
    _print_reliability(held_out, y)
    model = _fit(x, y)
    weights = [round(float(w), 4) for w in model.coef_[0]]
    content = {"layout": LAYOUT, "weights": weights, "bias": round(float(model.intercept_[0]), 4)}
    MODEL.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _examples() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    knowledge = load_knowledge()
    resolver, judge = PolicyResolver(knowledge), PolicyJudge(knowledge)
    gold = ROOT / "benchmarks" / "gold"
    rows, right, groups = [], [], []
    for number, document in enumerate([*read_citations(gold), *read_articles(gold)]):
        for linked in find_linked(document.text, document.language, resolver, document.date):
            rows.append(features(linked))
            right.append(_is_right(linked, document, judge))
            groups.append(number)
    return np.array(rows), np.array(right), np.array(groups)


def _is_right(linked: LinkedMention, document: GoldText, judge: PolicyJudge) -> bool:
    mention = linked.mention
    name = linked.policy or linked.status
    reading = Reading(mention.start, mention.end, "policy", name, linked.score, linked.policy is not None)
    return any(
        _overlap(span, reading) >= LEAST_OVERLAP and judge.right(span, reading)
        for span in document.spans
        if span.type == "policy"
    )


def _overlap(span: Span, reading: Reading) -> float:
    shared = min(span.end, reading.end) - max(span.start, reading.start)
    return shared / (max(span.end, reading.end) - min(span.start, reading.start))


def _fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=SMOOTHING, max_iter=1000).fit(x, y)


def _print_reliability(predicted: np.ndarray, right: np.ndarray) -> None:
    order = np.argsort(predicted)
    print("mean score   share right   citations")
    for part in np.array_split(order, BINS):
        print(f"{predicted[part].mean():10.3f}   {right[part].mean():11.3f}   {len(part):9d}")
    print(f"Brier score {np.mean((predicted - right) ** 2):.4f}")


if __name__ == "__main__":
    main()
