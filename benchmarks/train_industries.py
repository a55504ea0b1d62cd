"""Trains the model that judges which proposed phrases name an industry; see train_mentions.py."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from ingest.evaluation.outcome import overlap
from ingest.mention.industry import (
    Count,
    IndustryModel,
    Paragraph,
    Proposal,
    Usage,
    countable_phrases,
)
from ingest.mention.lexicon import word_key

HIT = 0.5
"""Overlap over union from which a proposal counts as right, as when it is scored."""
STRENGTH = 0.1
"""What a misjudged example costs beside large weights (C of scikit-learn)."""


@dataclass(frozen=True)
class Example:
    """A text read by a tagger that never saw it; `spans` (start, end) are its industries in code points."""

    paragraphs: Sequence[Paragraph]
    spans: Sequence[tuple[int, int]]

    def truth(self, paragraph: Paragraph, proposal: Proposal) -> bool:
        """Whether a proposal is an industry."""
        first, last = paragraph.tokens[proposal.first], paragraph.tokens[proposal.last]
        return any(overlap(first.start, last.end, *span) >= HIT for span in self.spans)


class _Tally:
    """Counts of phrases and words, marked as an industry and seen."""

    def __init__(self) -> None:
        self.phrases, self.words = (Counter[str](), Counter[str]()), (Counter[str](), Counter[str]())

    @classmethod
    def of(cls, example: Example) -> "_Tally":
        """The counts of one text."""
        tally = cls()
        for paragraph in example.paragraphs:
            for first, last in countable_phrases(paragraph.tokens):
                start, end = paragraph.tokens[first].start, paragraph.tokens[last].end
                _count(tally.phrases, paragraph.phrase(first, last), (start, end) in example.spans)
                if first == last:
                    inside = any(a < end and start < b for a, b in example.spans)
                    _count(tally.words, word_key(paragraph.tokens[first].text), inside)
        return tally

    @classmethod
    def sum(cls, tallies: Iterable["_Tally"]) -> "_Tally":
        """The counts of several texts."""
        total = cls()
        for tally in tallies:
            for (marked, seen), (more, others) in zip(total._both, tally._both, strict=True):
                marked.update(more)
                seen.update(others)
        return total

    @property
    def _both(self) -> tuple[tuple[Counter[str], Counter[str]], ...]:
        return self.phrases, self.words

    def usage(self, without: "_Tally | None" = None) -> Usage:
        """The counts, less those of a text that must not tell of itself."""
        less = without or _Tally()
        return Usage(*(_difference(a, b) for a, b in zip(self._both, less._both, strict=True)))


def train_industries(examples: Sequence[Example]) -> IndustryModel:
    """The model that judges proposals as the examples do."""
    tallies = [_Tally.of(example) for example in examples]
    total = _Tally.sum(tallies)
    rows, right = [], []
    for example, own in zip(examples, tallies, strict=True):
        usage = total.usage(own)
        for paragraph in example.paragraphs:
            for proposal in paragraph.proposals:
                rows.append(paragraph.features(proposal, usage))
                right.append(example.truth(paragraph, proposal))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=2_000)).fit(rows, right)
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - weights @ scaler.mean_)
    return IndustryModel([float(weight) for weight in weights], bias, total.usage())


def _count(counts: tuple[Counter[str], Counter[str]], key: str, marked: bool) -> None:
    counts[0][key] += marked
    counts[1][key] += 1


def _difference(
    whole: tuple[Counter[str], Counter[str]], part: tuple[Counter[str], Counter[str]]
) -> dict[str, Count]:
    (marked, seen), (own_marked, own_seen) = whole, part
    counts = {key: (marked[key] - own_marked[key], seen[key] - own_seen[key]) for key in seen}
    return {key: count for key, count in counts.items() if count[1]}
