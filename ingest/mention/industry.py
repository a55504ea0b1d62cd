"""Which phrases name an industry: a second look at what the tagger and the lists propose.

A good may be a branch or a mere good ("coal"), which a word's neighbours seldom tell. So whole phrases are
judged, also such as the tagger thinks unlikely, by logistic regression.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from pathlib import Path
from typing import NamedTuple, Self

from ingest.mention.lexicon import word_key
from ingest.mention.tagger import TaggedSpan, TokenChance, spans_within
from ingest.mention.token import Token
from ontology.errors import InvalidInputError
from ontology.matcher import NameMatch

INDUSTRY = "industry"
LONGEST = 4
"""Words of the longest phrase that is counted."""
_WEIGHTS = (0.5, 0.15, 0.05)
"""Of the chance of no mention (see SequenceTagger): the less, the bolder the proposals."""
_ENOUGH = 0.4
"""About half of the F1 to be had, which is the threshold that brings it (Lipton, Elkan and Naryanaswamy 2014,
"Optimal Thresholding of Classifiers to Maximize F1 Measure")."""
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "JJ")
_SMOOTHING = 2.0
_PHRASE_PRIOR, _WORD_PRIOR = 0.3, 0.1
_ALONE = 0.3
"""What stands for the chances of coordinated nouns where there are none."""
_MOST_COORDINATED = 5

Count = tuple[int, int]
"""How often something was marked as an industry, and how often it was seen."""


@dataclass(frozen=True)
class Usage:
    """Counts of phrases (of up to `LONGEST` words) and of words in the texts that were learnt from."""

    phrases: Mapping[str, Count]
    words: Mapping[str, Count]

    def odds(self, phrase: str, word: str) -> list[float]:
        """Log-odds that the phrase, and that its head, is an industry; 0 for one that was never seen."""
        return [
            _odds(self.phrases.get(phrase, (0, 0)), _PHRASE_PRIOR),
            _odds(self.words.get(word, (0, 0)), _WORD_PRIOR),
        ]


class Proposal(NamedTuple):
    """Tokens `first` to `last` may be an industry; `bold` of `_WEIGHTS` were too careful to say so."""

    first: int
    last: int
    bold: int


class ListName(NamedTuple):
    """A list name of an industry over tokens `first` to `last`."""

    first: int
    last: int
    label: bool


class Paragraph:
    """A token sequence with the tagger's chances and the list names in it."""

    def __init__(
        self, tokens: Sequence[Token], chances: Sequence[TokenChance], matches: Sequence[NameMatch]
    ) -> None:
        self.tokens = tokens
        self._chances = chances
        self._names = list(_list_names(tokens, matches))

    @cached_property
    def proposals(self) -> list[Proposal]:
        """What may be an industry, apart from each other and from mentions of other types."""
        taken: set[int] = set()
        found = []
        for span in spans_within(self._chances, _WEIGHTS[0]):
            if span.type != INDUSTRY:
                taken.update(range(span.first, span.last + 1))
        for first, last, bold in self._offers():
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                found.append(Proposal(first, last, bold))
        return sorted(found)

    def _offers(self) -> Iterator[Proposal]:
        for bold, weight in enumerate(_WEIGHTS):
            for span in spans_within(self._chances, weight):
                if span.type == INDUSTRY:
                    yield Proposal(span.first, span.last, bold)
        for name in sorted(self._names, key=lambda name: name.first - name.last):
            yield Proposal(name.first, name.last, len(_WEIGHTS))

    def features(self, proposal: Proposal, usage: Usage) -> list[float]:
        """What tells whether a proposal is an industry: 14 numbers."""
        first, last, bold = proposal
        own = self._chances[first : last + 1]
        sure = [token.industry for token in own]
        phrase, head = self.phrase(first, last), word_key(self.tokens[self.head(first, last)].text)
        return [
            _logit(min(sure)),
            _logit(sum(sure) / len(sure)),
            _logit(max(token.outside for token in own)),
            *(float(bold <= level) for level in range(len(_WEIGHTS))),
            *self._listed(first, last),
            *self._coordinated(first, last),
            *usage.odds(phrase, head),
        ]

    def phrase(self, first: int, last: int) -> str:
        """The words of a span without regard to capitals and number."""
        return " ".join(word_key(token.text) for token in self.tokens[first : last + 1])

    def head(self, first: int, last: int) -> int:
        """The last word of a span that a word outside of it governs."""
        return next(
            (
                at
                for at in range(last, first - 1, -1)
                if self.tokens[at].head == at or not first <= self.tokens[at].head <= last
            ),
            last,
        )

    def _listed(self, first: int, last: int) -> list[float]:
        """The share of the span that the best list name has, and whether it is all of it, or an alias."""
        over = [name for at in range(first, last + 1) for name in self._names_at.get(at, ())]
        shares = [
            (min(last, name.last) - max(first, name.first) + 1)
            / (max(last, name.last) - min(first, name.first) + 1)
            for name in over
        ]
        same = [name for name in self._names_at.get(first, ()) if (name.first, name.last) == (first, last)]
        return [max(shares, default=0.0), float(bool(same)), float(bool(same) and not same[-1].label)]

    @cached_property
    def _names_at(self) -> dict[int, list[ListName]]:
        """The list names over each token that has any."""
        over: dict[int, list[ListName]] = defaultdict(list)
        for name in self._names:
            for at in range(name.first, name.last + 1):
                over[at].append(name)
        return over

    def _coordinated(self, first: int, last: int) -> list[float]:
        """How many nouns are coordinated with the span's head, and their chances: mean and highest."""
        head = self.head(first, last)
        group = self._groups[_first_of(self.tokens, head)]
        chances = [self._chances[at].industry for at in group if not first <= at <= last]
        if not chances:
            return [0.0, _ALONE, _ALONE]
        return [float(min(len(chances), _MOST_COORDINATED)), sum(chances) / len(chances), max(chances)]

    @cached_property
    def _groups(self) -> dict[int, list[int]]:
        """The words of each coordination, by its first."""
        groups = defaultdict(list)
        for at in range(len(self.tokens)):
            groups[_first_of(self.tokens, at)].append(at)
        return groups


@dataclass(frozen=True)
class IndustryModel:
    """Weights of the features, `bias` and the usage that they rest on."""

    weights: Sequence[float]
    bias: float
    usage: Usage

    def read(self, paragraph: Paragraph) -> list[TaggedSpan]:
        """The proposals that are likely enough, with the probability of each."""
        judged = ((p, self._probability(paragraph.features(p, self.usage))) for p in paragraph.proposals)
        return [TaggedSpan(p.first, p.last, INDUSTRY, score) for p, score in judged if score >= _ENOUGH]

    def _probability(self, features: Sequence[float]) -> float:
        return 1 / (1 + exp(-self.bias - sum(w * f for w, f in zip(self.weights, features, strict=True))))

    def save(self, path: Path) -> None:
        """Write the model as JSON."""
        usage = {"phrases": self.usage.phrases, "words": self.usage.words}
        whole = {"weights": list(self.weights), "bias": self.bias, **usage}
        path.write_text(json.dumps(whole, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """The model that was written to `path`."""
        try:
            whole = json.loads(path.read_text("utf-8"))
            usage = Usage(_counts(whole["phrases"]), _counts(whole["words"]))
            return cls(whole["weights"], whole["bias"], usage)
        except (OSError, ValueError, KeyError) as error:
            raise InvalidInputError(
                f"{path} is no model of industries: train it with benchmarks/train_mentions.py"
            ) from error


def industry_file(models: Path) -> Path:
    """Where the model of industries lies among the taggers."""
    return models / "industry.json"


def countable_phrases(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The phrases that usage counts, first and last token: they begin and end with a noun or an adjective."""
    nominal = [at for at, token in enumerate(tokens) if token.tag in _NOMINAL]
    for index, first in enumerate(nominal):
        for last in nominal[index:]:
            if last - first >= LONGEST:
                break
            yield first, last


def _counts(stored: Mapping[str, Sequence[int]]) -> dict[str, Count]:
    return {key: (marked, seen) for key, (marked, seen) in stored.items()}


def _list_names(tokens: Sequence[Token], matches: Sequence[NameMatch]) -> Iterator[ListName]:
    starts = [token.start for token in tokens]
    for match in matches:
        if match.type == INDUSTRY and not match.context:
            first, last = bisect_right(starts, match.start) - 1, bisect_right(starts, match.end - 1) - 1
            yield ListName(max(first, 0), last, match.score == 1)


def _first_of(tokens: Sequence[Token], at: int) -> int:
    """The first word of the coordination that a word stands in, or the word."""
    while tokens[at].dependency == "conj" and tokens[at].head < at:
        at = tokens[at].head
    return at


def _odds(count: Count, prior: float) -> float:
    marked, seen = count
    against = max(seen - marked, 0) + _SMOOTHING * (1 - prior)
    return log((marked + _SMOOTHING * prior) / against) - log(prior / (1 - prior))


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-3), 1 - 1e-3)
    return log(chance / (1 - chance))
