"""Train the measure models on the gold articles and on the examples in benchmarks/training, or score them.

python benchmarks/train_measures.py            writes ingest/measure/*.npz
python benchmarks/train_measures.py --folds 5  trains on folds by document, scores the held-out ones

OMP_NUM_THREADS=1 makes it several times as fast on a busy machine.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from ingest.measure import candidate, chinese_feature, feature
from ingest.measure.chinese import ChineseModel
from ingest.measure.english import EnglishModel, pooled
from ingest.measure.instrument import InstrumentModel, features
from ingest.measure.model import Floats, LinearModel
from ingest.measure.state import lower, meanings, token_states, within
from ingest.parse import Block, parse
from ontology.knowledge import load_knowledge

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "articles.jsonl"
CONTEXT = 0.3
"""Weight of what only the sentence says about a measure's class, beside the measure's own words."""
WRITTEN = 0.5
"""How much what was written for training counts beside the gold, which shows where annotators draw lines."""
TRAINING = ROOT / "benchmarks" / "training"
MODELS = ROOT / "ingest" / "measure"
THRESHOLDS = {"en": 0.44, "zh": 0.37}
"""About half the F1 that is reached, see ingest/measure/decode.py."""


@dataclass(frozen=True)
class Text:
    """A gold text: `measures` are (start, end, instrument)."""

    id: str
    language: str
    text: str
    measures: tuple[tuple[int, int, str], ...]
    names: frozenset[int] = frozenset()
    """Offsets that mentions and citations cover."""
    weight: float = 1.0


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
        texts.append(annotated(article["id"], article["language"], article["digest"]))
    return texts


def annotated(id_: str, language: str, digest: str, weight: float = 1.0) -> Text:
    """A text from its inline annotations."""
    text, found = read_inline(digest)
    measures = tuple((start, end, name) for start, end, kind, name in found if kind == "measure")
    names = {at for start, end, kind, _ in found if kind != "measure" for at in range(start, end)}
    return Text(id_, language, text, measures, frozenset(names), weight)


def read_training() -> list[Text]:
    """Texts written for training alone: one paragraph a line."""
    return [
        annotated(f"training-{path.stem}-{number}", language, line, WRITTEN)
        for language in ("en", "zh")
        for path in sorted(TRAINING.glob(f"*{language}.txt"))
        for number, line in enumerate(path.read_text("utf-8").splitlines())
    ]


def read_phrases() -> list[tuple[str, str]]:
    """Short measures without context, with their class: written for training, and the lists' own examples."""
    files = sorted(TRAINING.glob("phrases*.tsv"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    phrases = [(phrase, label) for label, phrase in (line.split("\t") for line in lines)]
    for entity in load_knowledge().instruments.values():
        phrases += [(phrase, entity.id) for phrase in (*entity.examples_en, *entity.examples_zh)]
    return phrases


def parsed_text(text: str) -> Parsed:
    """Parse and encode an English text."""
    blocks = parse(text)
    return Parsed(blocks, list(token_states(blocks)))


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
        for token in block.doc:
            if not candidate.is_start(token):
                continue
            vector = pooled(lower(states), token.i)
            starts.append(Row(feature.start_features(token), token.idx in gold, vector, text.weight))
            if token.idx in gold:
                lasts = candidate.ends(token)
                for last, names in zip(lasts, feature.end_features(token, lasts), strict=True):
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
    rows = [english_rows(text, parsed[text.id]) for text in texts if text.language == "en"]
    start = fit([row for starts, _ in rows for row in starts], strength=0.1, least=2, scale=0.2)
    end = fit([row for _, ends in rows for row in ends], strength=0.5, least=2)
    return EnglishModel(start, end, THRESHOLDS["en"])


def train_chinese(texts: Sequence[Text]) -> ChineseModel:
    """The span model of Chinese."""
    rows = [chinese_rows(text) for text in texts if text.language == "zh"]
    start = fit([row for starts, _ in rows for row in starts], strength=0.5)
    end = fit([row for _, ends in rows for row in ends], strength=0.5)
    return ChineseModel(start, end, THRESHOLDS["zh"])


@dataclass(frozen=True)
class Example:
    """A measure with its class."""

    features: list[str]
    vector: Floats | None
    label: str
    weight: float = 1.0


def vectors_of(text: str, parsed: Parsed, spans: Sequence[tuple[int, int]]) -> Floats:
    """What measures mean by themselves and in their context, `(spans, 768)`."""
    inside = [
        within(block, states, start - block.start, end - block.start)
        for start, end in spans
        for block, states in zip(parsed.blocks, parsed.states, strict=True)
        if block.start <= start < block.start + len(block.doc.text)
    ]
    return np.hstack([meanings([text[start:end] for start, end in spans]), np.stack(inside)])


def instrument_examples(text: Text, parsed: Parsed | None) -> list[Example]:
    """The measures of a text, those of an English one with their meaning."""
    spans = [(start, end) for start, end, _ in text.measures]
    vectors = vectors_of(text.text, parsed, spans) if parsed and spans else None
    return [
        Example(
            features(text.text[start:end], sentence(text.text, start, end)),
            None if vectors is None else vectors[row],
            label,
            text.weight,
        )
        for row, (start, end, label) in enumerate(text.measures)
    ]


def phrase_examples(language: str) -> list[Example]:
    """The phrases in one language."""
    phrases = [(phrase, label) for phrase, label in read_phrases() if phrase.isascii() == (language == "en")]
    alone = meanings([phrase for phrase, _ in phrases]) if language == "en" else None
    vectors = None if alone is None else np.hstack([alone, alone])
    return [
        Example(features(phrase, ""), None if vectors is None else vectors[row], label, WRITTEN)
        for row, (phrase, label) in enumerate(phrases)
    ]


def train_instrument(
    phrases: Sequence[Example], measures: Sequence[Example], strength: float, least: int, scale: float = 0.15
) -> InstrumentModel:
    """The classifier of one language; how common each class is, the measures of whole texts say.

    Features seen in fewer than `least` examples are left out.
    """
    examples = [*phrases, *measures]
    seen = Counter(name for example in examples for name in set(example.features))
    names = sorted(name for name, count in seen.items() if count >= least)
    weight = np.array([CONTEXT if name.startswith("context ") else 1.0 for name in names])
    matrix = incidence([example.features for example in examples], names).multiply(weight).tocsr()
    mean = deviation = np.zeros(0)
    if examples[0].vector is not None:
        vectors = np.stack([example.vector for example in examples if example.vector is not None])
        mean, deviation = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
        matrix = hstack([matrix, csr_matrix((vectors - mean) / deviation * scale)]).tocsr()
    model = LogisticRegression(C=strength, max_iter=100, tol=1e-3)
    model.fit(matrix, [example.label for example in examples], [example.weight for example in examples])
    sparse = (model.coef_[:, : len(names)] * weight).T
    sparse[names.index("bias")] += model.intercept_
    dense = np.zeros((0, sparse.shape[1]), np.float32)
    if len(mean):
        dense = (model.coef_[:, len(names) :] * scale / deviation).T
        sparse[names.index("bias")] -= mean @ dense
    linear = LinearModel(tuple(names), sparse.astype(np.float32), dense.astype(np.float32))
    classes = tuple(map(str, model.classes_))
    counts = dict.fromkeys(classes, 1.0)
    for measure in measures:
        counts[measure.label] += measure.weight
    shares = np.array([counts[name] for name in classes], np.float32)
    return InstrumentModel(linear, classes, shares / shares.sum())


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


def score(corpus: "Corpus", folds: int, seed: int = 0) -> None:
    """Print precision, recall, F1 and the share of right classes, out of fold."""
    order = list(corpus.gold)
    random.Random(seed).shuffle(order)  # noqa: S311
    counts = {language: Counter[str]() for language in ("en", "zh")}
    for fold in range(folds):
        held = order[fold::folds]
        models = corpus.train([text for text in order if text not in held])
        for text in held:
            found = models.find(text, corpus.parsed.get(text.id))
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


@dataclass(frozen=True)
class Models:
    """All that is trained."""

    english: EnglishModel
    chinese: ChineseModel
    instruments: dict[str, InstrumentModel]

    def find(self, text: Text, parsed: Parsed | None) -> list[tuple[int, int, str]]:
        """Measures of a text: (start, end, instrument)."""
        body = text.text
        if parsed is None:
            spans = [(span.start, span.end) for span in self.chinese.find(body, text.names)]
        else:
            spans = [
                (span.start + block.start, span.end + block.start)
                for block, states in zip(parsed.blocks, parsed.states, strict=True)
                for span in self.english.find(block.doc, states)
            ]
        measures = [(body[start:end], sentence(body, start, end)) for start, end in spans]
        vectors = vectors_of(body, parsed, spans) if parsed is not None and spans else None
        labels = self.instruments[text.language].classify(measures, vectors)
        return [(*span, label) for span, (label, _) in zip(spans, labels, strict=True)]


class Corpus:
    """Gold and training texts, parsed and encoded once."""

    def __init__(self) -> None:
        self.gold, self.extra = read_gold(), read_training()
        english = [text for text in (*self.gold, *self.extra) if text.language == "en"]
        self.parsed = {text.id: parsed_text(text.text) for text in english}
        self.phrases = {language: phrase_examples(language) for language in ("en", "zh")}
        self.examples = {
            text.id: instrument_examples(text, self.parsed.get(text.id)) for text in (*self.gold, *self.extra)
        }

    def train(self, gold: Sequence[Text]) -> Models:
        """Models from these gold texts and all training texts."""
        texts = [*gold, *self.extra]
        instruments = {}
        for language, strength, least in (("en", 2.0, 2), ("zh", 4.0, 1)):
            ids = [text.id for text in texts if text.language == language]
            examples = [example for id_ in ids for example in self.examples[id_]]
            instruments[language] = train_instrument(self.phrases[language], examples, strength, least)
        return Models(train_english(texts, self.parsed), train_chinese(texts), instruments)


def main() -> None:
    """Train or score, as the arguments say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=0, help="score out of fold instead of writing models")
    parser.add_argument("--seed", type=int, default=0, help="which documents go into which fold")
    arguments = parser.parse_args()
    corpus = Corpus()
    if arguments.folds:
        score(corpus, arguments.folds, arguments.seed)
        return
    models = corpus.train(corpus.gold)
    models.english.save(MODELS / "english.npz")
    models.chinese.save(MODELS / "chinese.npz")
    for language, model in models.instruments.items():
        model.save(MODELS / f"instrument-{language}.npz")


if __name__ == "__main__":
    main()
