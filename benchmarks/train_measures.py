"""Train the measure models on the gold articles, or score them out of fold.

python benchmarks/train_measures.py            writes ingest/measure/*.npz
python benchmarks/train_measures.py --folds 5  trains and scores on folds by document, writes nothing
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from ingest.measure import candidate, chinese_feature, feature
from ingest.measure.chinese import ChineseModel
from ingest.measure.english import EnglishModel
from ingest.measure.instrument import InstrumentModel, features
from ingest.measure.model import Floats, LinearModel
from ingest.parse import Block, parse
from ontology.knowledge import load_knowledge

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "articles.jsonl"
MODELS = ROOT / "ingest" / "measure"
THRESHOLD = 0.4
"""Half the F1 that is reached, see ingest/measure/decode.py."""


@dataclass(frozen=True)
class Text:
    """A gold text: `measures` are (start, end, instrument)."""

    id: str
    language: str
    text: str
    measures: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Row:
    """One training example of a yes-or-no model."""

    features: list[str]
    label: bool
    vector: Floats | None = None


def read_inline(digest: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """Text without the markup `{surface|type|name}`, and its annotations (start, end, type, name)."""
    plain: list[str] = []
    opened: list[int] = []
    found, at = [], 0
    while at < len(digest):
        if digest[at] == "{":
            opened.append(len(plain))
        elif digest[at] == "|" and opened:
            close = digest.index("}", at)
            kind, name = digest[at + 1 : close].split("|")
            found.append((opened.pop(), len(plain), kind, name))
            at = close
        else:
            plain.append(digest[at])
        at += 1
    return "".join(plain), found


def read_gold(path: Path = GOLD) -> list[Text]:
    """The gold articles with their measures."""
    texts = []
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        text, found = read_inline(article["digest"])
        measures = tuple((start, end, name) for start, end, kind, name in found if kind == "measure")
        texts.append(Text(article["id"], article["language"], text, measures))
    return texts


# Training


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
    model.fit(matrix, [row.label for row in rows])
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


def english_rows(text: Text, blocks: Sequence[Block]) -> tuple[list[Row], list[Row]]:
    """Examples of starts and of ends."""
    starts, ends = [], []
    for block in blocks:
        gold = {start - block.start: end - block.start for start, end, _ in text.measures}
        for token in block.doc:
            if not candidate.is_start(token):
                continue
            starts.append(Row(feature.start_features(token), token.idx in gold))
            if token.idx in gold:
                for last in candidate.ends(token):
                    word = block.doc[last]
                    right = word.idx + len(word) == gold[token.idx]
                    ends.append(Row(feature.end_features(token, last), right))
    return starts, ends


def paragraphs(text: Text) -> Iterator[Text]:
    """The paragraphs of a Chinese text, as texts of their own."""
    at = 0
    for line in text.text.split("\n"):
        inside = [(s - at, e - at, name) for s, e, name in text.measures if at <= s < at + len(line)]
        yield Text(text.id, text.language, line, tuple(inside))
        at += len(line) + 1


def chinese_rows(text: Text) -> tuple[list[Row], list[Row]]:
    """Examples of starts and of ends."""
    starts, ends = [], []
    for paragraph in paragraphs(text):
        gold = {start: end for start, end, _ in paragraph.measures}
        for at in chinese_feature.starts(paragraph.text):
            starts.append(Row(chinese_feature.start_features(paragraph.text, at), at in gold))
            if at in gold:
                for end in chinese_feature.ends(paragraph.text, at):
                    names = chinese_feature.end_features(paragraph.text, at, end)
                    ends.append(Row(names, end == gold[at]))
    return starts, ends


def train_english(texts: Sequence[Text], parsed: dict[str, list[Block]]) -> EnglishModel:
    """The span model of English."""
    rows = [english_rows(text, parsed[text.id]) for text in texts]
    start = fit([row for starts, _ in rows for row in starts], strength=0.3, least=2)
    end = fit([row for _, ends in rows for row in ends], strength=0.5, least=2)
    return EnglishModel(start, end, THRESHOLD)


def train_chinese(texts: Sequence[Text]) -> ChineseModel:
    """The span model of Chinese."""
    rows = [chinese_rows(text) for text in texts]
    start = fit([row for starts, _ in rows for row in starts], strength=1)
    end = fit([row for _, ends in rows for row in ends], strength=0.5)
    return ChineseModel(start, end, 0.3)


def train_instrument(texts: Sequence[Text]) -> InstrumentModel:
    """The classifier, from gold measures and from the examples that the instrument list gives."""
    examples = [
        (features(text.text[start:end], sentence(text.text, start, end)), name)
        for text in texts
        for start, end, name in text.measures
    ]
    for entity in load_knowledge().instruments.values():
        examples += [
            (features(phrase, ""), entity.id) for phrase in (*entity.examples_en, *entity.examples_zh)
        ]
    names = sorted({name for row, _ in examples for name in row})
    model = LogisticRegression(C=3, max_iter=200).fit(
        incidence([row for row, _ in examples], names), [label for _, label in examples]
    )
    weights = model.coef_.T.copy()
    weights[names.index("bias")] += model.intercept_
    dense = np.zeros((0, weights.shape[1]), np.float32)
    return InstrumentModel(
        LinearModel(tuple(names), weights.astype(np.float32), dense), tuple(map(str, model.classes_))
    )


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around `[start, end)`, by its marks."""
    first = max(text.rfind(mark, 0, start) for mark in ("\n", ". ", "。")) + 1
    last = min((at for mark in ("\n", ". ", "。") if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first:last].strip()


# Scores


def match(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs (gold, found) whose overlap is at least half of their union, best first, each used once."""
    pairs = []
    for i, (start, end) in enumerate(gold):
        for j, (other, stop) in enumerate(found):
            shared = min(end, stop) - max(start, other)
            if shared > 0 and (overlap := shared / (max(end, stop) - min(start, other))) >= 0.5:
                pairs.append((overlap, i, j))
    hits: list[tuple[int, int]] = []
    for _, i, j in sorted(pairs, reverse=True):
        if all(i != a and j != b for a, b in hits):
            hits.append((i, j))
    return hits


def score(texts: Sequence[Text], folds: int, parsed: dict[str, list[Block]], seed: int = 0) -> None:
    """Print precision, recall, F1 and the share of right classes, out of fold."""
    order = list(texts)
    random.Random(seed).shuffle(order)  # noqa: S311
    counts = {language: Counter[str]() for language in ("en", "zh")}
    for fold in range(folds):
        held = order[fold::folds]
        rest = [text for text in order if text not in held]
        find = finder(rest, parsed)
        for text in held:
            found = find(text)
            hits = match([(s, e) for s, e, _ in text.measures], [(s, e) for s, e, _ in found])
            right = sum(text.measures[i][2] == found[j][2] for i, j in hits)
            counts[text.language].update(
                gold=len(text.measures), found=len(found), hits=len(hits), classed=right
            )
    for language, n in counts.items():
        print(
            f"{language}  precision {n['hits'] / n['found']:.3f} ({n['hits']}/{n['found']})  "
            f"recall {n['hits'] / n['gold']:.3f} ({n['hits']}/{n['gold']})  "
            f"F1 {2 * n['hits'] / (n['gold'] + n['found']):.3f}  "
            f"class {n['classed'] / n['hits']:.3f} ({n['classed']}/{n['hits']})"
        )


def finder(
    texts: Sequence[Text], parsed: dict[str, list[Block]]
) -> Callable[[Text], list[tuple[int, int, str]]]:
    """A function that finds (start, end, instrument) with models trained on `texts`."""
    english = train_english([text for text in texts if text.language == "en"], parsed)
    chinese = train_chinese([text for text in texts if text.language == "zh"])
    instrument = train_instrument(texts)

    def find(text: Text) -> list[tuple[int, int, str]]:
        spans = []
        if text.language == "en":
            for block in parsed[text.id]:
                spans += [(s.start + block.start, s.end + block.start) for s in english.find(block.doc)]
        else:
            at = 0
            for line in text.text.split("\n"):
                spans += [(s.start + at, s.end + at) for s in chinese.find(line)]
                at += len(line) + 1
        body = text.text
        return [(s, e, instrument.classify(body[s:e], sentence(body, s, e))[0]) for s, e in spans]

    return find


def main() -> None:
    """Train or score, as the arguments say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=0, help="score out of fold instead of writing models")
    arguments = parser.parse_args()
    texts = read_gold()
    parsed = {text.id: parse(text.text) for text in texts if text.language == "en"}
    if arguments.folds:
        score(texts, arguments.folds, parsed)
        return
    train_english([text for text in texts if text.language == "en"], parsed).save(MODELS / "english.npz")
    train_chinese([text for text in texts if text.language == "zh"]).save(MODELS / "chinese.npz")
    train_instrument(texts).save(MODELS / "instrument.npz")


if __name__ == "__main__":
    main()
