"""The errors behind the figures, each with its context."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.evaluation.outcome import Outcome

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold span that was missed, a reading without one, or a hit that names the wrong thing.

    `context` is the text around the span, which stands between ⟦ and ⟧.
    """

    kind: Literal["missed", "spurious", "wrong"]
    subject: str
    document: str
    language: str
    expected: str | None
    read: str | None
    context: str


def mistakes(outcomes: Iterable[Outcome]) -> Iterator[Mistake]:
    """All errors among some outcomes, in their order."""
    for outcome in outcomes:
        if outcome.gold is not None and outcome.reading is not None and outcome.right:
            continue
        place = outcome.gold or outcome.reading
        if place is not None:
            yield Mistake(
                kind=_kind(outcome),
                subject=outcome.subject,
                document=outcome.document.id,
                language=outcome.document.language,
                expected=outcome.gold.name if outcome.gold else None,
                read=outcome.reading.name if outcome.reading else None,
                context=_context(outcome.document.text, place.start, place.end),
            )


def _kind(outcome: Outcome) -> Literal["missed", "spurious", "wrong"]:
    if outcome.reading is None:
        return "missed"
    return "spurious" if outcome.gold is None else "wrong"


def _context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())
