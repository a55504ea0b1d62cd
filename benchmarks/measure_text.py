"""What the measure models learn from and are scored on: gold articles, written texts and phrases."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.evaluation.markup import parse_markup
from ontology.knowledge import load_knowledge

HERE = Path(__file__).parent
GOLD = HERE / "gold" / "articles.jsonl"
TRAINING = HERE / "training"
LANGUAGES = ("en", "zh")
_WRITTEN = {"en": ("articles", "context", "digests", "measures"), "zh": ("articles", "context", "measures")}
"""Files of training texts, `NAME-LANGUAGE.txt`, by language."""
WRITTEN = {"en": 0.5, "zh": 1.0}
"""How much texts written for training count beside the gold, which shows where annotators draw lines.

In Chinese the gold is small, and the written texts are as mixed as it is.
"""


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


def read_gold(path: Path = GOLD) -> list[Text]:
    """The gold articles with their measures."""
    texts = []
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        texts.append(annotated(article["id"], article["language"], article["digest"]))
    return texts


def annotated(id_: str, language: str, digest: str, weight: float = 1.0) -> Text:
    """A text from its inline annotations."""
    text, found = parse_markup(digest)
    measures = tuple((span.start, span.end, span.name) for span in found if span.type == "measure")
    names = {at for span in found if span.type != "measure" for at in range(span.start, span.end)}
    return Text(id_, language, text, measures, frozenset(names), weight)


def read_training() -> list[Text]:
    """Texts written for training alone: one paragraph a line."""
    return [
        annotated(f"training-{name}-{language}-{number}", language, line, WRITTEN[language])
        for language in LANGUAGES
        for name in _WRITTEN[language]
        for number, line in enumerate((TRAINING / f"{name}-{language}.txt").read_text("utf-8").splitlines())
    ]


def read_phrases() -> list[tuple[str, str]]:
    """Short measures without context, with their class: written for training, and the lists' own examples."""
    files = sorted(TRAINING.glob("phrases*.tsv"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    phrases = [(phrase, label) for label, phrase in (line.split("\t") for line in lines)]
    for entity in load_knowledge().instruments.values():
        phrases += [(phrase, entity.id) for phrase in (*entity.examples_en, *entity.examples_zh)]
    return phrases


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
