"""Marks mentions by a conditional random field (Lafferty, McCallum and Pereira 2001; library CRFsuite)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from ingest.mention.token import Token
from ontology.errors import InvalidInputError

if TYPE_CHECKING:
    from pycrfsuite import Tagger

PACKAGED = Path(__file__).with_name("model")
"""The folder of the models, one a language."""
OUTSIDE = "O"
_OUTSIDE_WEIGHTS = {"en": 0.5, "zh": 0.6}
"""Measured out of fold (benchmarks/mentions.md): the likeliest labelling leaves too much out."""
_SURELY_OUTSIDE = 0.95


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Tokens `first` to `last` (inclusive) form a mention of `type`, with the probability `score`."""

    first: int
    last: int
    type: str
    score: float


class TokenChance(NamedTuple):
    """How likely a token is outside of any mention, of the likeliest `label` within one, of an industry.

    Where the token is all but surely outside of any, no label is looked for, and `industry` is what is left.
    """

    outside: float
    label: str
    chance: float
    industry: float


class SequenceTagger:
    """Marks spans in sequences of token features of one language. Threads share it in turn."""

    def __init__(self, language: str, models: Path = PACKAGED) -> None:
        self._tagger = _open(str(model_file(models, language)))
        self._inside = [label for label in self._tagger.labels() if label != OUTSIDE]
        self._industry = [label for label in self._inside if label.endswith("-industry")]
        self.outside_weight = _OUTSIDE_WEIGHTS[language]
        self._lock = Lock()

    def tag(self, features: Sequence[Sequence[str]]) -> list[TaggedSpan]:
        """The spans whose labels are likely enough."""
        return spans_within(self.chances(features), self.outside_weight)

    def chances(self, features: Sequence[Sequence[str]]) -> list[TokenChance]:
        """What each token may be."""
        with self._lock:
            self._tagger.set(features)
            return [self._chance(index) for index in range(len(features))]

    def _chance(self, index: int) -> TokenChance:
        outside = self._tagger.marginal(OUTSIDE, index)
        if outside > _SURELY_OUTSIDE:
            return TokenChance(outside, OUTSIDE, 0.0, 1 - outside)
        inside = {label: self._tagger.marginal(label, index) for label in self._inside}
        chance, label = max((chance, label) for label, chance in inside.items())
        return TokenChance(outside, label, chance, sum(inside[label] for label in self._industry))


def spans_within(chances: Sequence[TokenChance], outside_weight: float) -> list[TaggedSpan]:
    """The spans that chances make.

    A token belongs to no mention unless a label is `outside_weight` times likelier than that: a weight
    under one finds more than the likeliest labelling does, one above it less.
    """
    labels = [token.label if token.chance > token.outside * outside_weight else OUTSIDE for token in chances]
    return [
        TaggedSpan(first, last, type_, min(token.chance for token in chances[first : last + 1]))
        for first, last, type_ in labelled_spans(labels)
    ]


def model_file(models: Path, language: str) -> Path:
    """Where the model of a language lies."""
    return models / f"{language}.crfsuite"


def _open(path: str) -> "Tagger":
    from pycrfsuite import Tagger

    tagger = Tagger()
    try:
        tagger.open(path)
    except (OSError, ValueError) as error:
        raise InvalidInputError(
            f"{path} is no mention model: train it with benchmarks/train_mentions.py"
        ) from error
    return tagger


def labels_of(tokens: Sequence[Token], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """The labels that mark `spans` (start, end, type in code points): B- for a first token, I- for others."""
    labels = [OUTSIDE] * len(tokens)
    for start, end, type_ in spans:
        prefix = "B-"
        for index, token in enumerate(tokens):
            if token.start < end and start < token.end:
                labels[index] = prefix + type_
                prefix = "I-"
    return labels


def labelled_spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The spans (first, last, type) that a labelling marks."""
    first = 0
    for index, label in enumerate(labels):
        if label == OUTSIDE:
            continue
        if label.startswith("B-") or index == 0 or labels[index - 1][2:] != label[2:]:
            first = index
        if index + 1 == len(labels) or labels[index + 1] != "I-" + label[2:]:
            yield first, index, label[2:]
