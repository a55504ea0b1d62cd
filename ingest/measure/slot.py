"""The slots of a measure that mentions and citations fill: who acts, on what, where, citing what."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ontology.article import Citation, Mention

Named = TypeVar("Named", Mention, Citation)

Place = tuple[int, int]
"""A stretch of the text, `[start, end)`."""

_OFTEN = 2
_LARGE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Slots:
    """Ids, each once, in order of appearance.

    `around` are the stretches that speak of this measure and no other, the likeliest first.
    """

    actors: tuple[str, ...]
    industries: tuple[str, ...]
    regions: tuple[str, ...]
    policies: tuple[str, ...]
    around: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: the measure, its grammatical subject if known, its sentence, and the sentences of the
    same paragraph before that, the nearest first.
    """

    measure: Place
    subject: Place | None
    sentence: Place
    earlier: tuple[Place, ...] = ()


class InOrder(Generic[Named]):
    """The mentions or the citations of a text, looked up by where they stand."""

    def __init__(self, items: Iterable[Named]) -> None:
        self._items: list[Named] = sorted(items, key=lambda item: item.start)
        self._starts: list[int] = [item.start for item in self._items]

    def around(self, scope: Scope) -> list[Named]:
        """Those that begin where slots are looked for or in between, in order."""
        places = (scope.measure, scope.sentence, scope.subject or scope.sentence, *scope.earlier)
        first = bisect_left(self._starts, min(start for start, _ in places))
        last = bisect_left(self._starts, max(end for _, end in places))
        return self._items[first:last]


def fill_slots(
    scope: Scope,
    mentions: Sequence[Mention],
    citations: Sequence[Citation],
    others: Sequence[Place] = (),
    topic: tuple[str, ...] = (),
) -> Slots:
    """Slots of one measure; `others` are the further measures of its sentence, `topic` the text's own region.

    What stands inside another measure belongs to that one. Those who act stand in the subject, or nearest
    before the measure, unless the subject is a place. Industries are named in the measure, failing that in
    its subject, at the head of the sentence, or after the measure and before the next. Regions too; where the
    sentence has none of its own, the place is that of the measure beside it, of the sentence before, or of
    the whole text. Citations count anywhere in the sentence.
    """
    near = [m for m in mentions if _inside(m, scope.sentence)]
    own = [m for m in near if not any(_inside(m, other) for other in others)]
    gap, head, trail = _surroundings(scope, others)
    subject = [] if scope.subject is None else [scope.subject]
    actors = _first_filled(subject, own, "actor")
    if not actors and not (subject and _within(subject[0], own, "region")):
        actors = _within((scope.sentence[0], gap[1]), own, "actor")[-1:]
    regions = _first_filled([scope.measure, *subject, gap, head, trail], own, "region")
    return Slots(
        actors=actors,
        industries=_first_filled([scope.measure, *subject, head, trail], own, "industry"),
        regions=regions or _first_filled([scope.sentence, *scope.earlier], mentions, "region") or topic,
        policies=_unique(c.policy for c in citations if c.policy and _inside(c, scope.sentence)),
        # What stands between two measures leads on to the second one.
        around=(scope.measure, gap, head, trail if trail[1] == scope.sentence[1] else scope.measure),
    )


def topic_regions(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The region that a text is about: the one named most, if often and in a large share of all mentions."""
    counts = Counter(m.id for m in mentions if m.type == "region")
    return tuple(
        id_
        for id_, count in counts.most_common(1)
        if count >= _OFTEN and count >= _LARGE_SHARE * counts.total()
    )


def _surroundings(scope: Scope, others: Sequence[Place]) -> tuple[Place, Place, Place]:
    """Between the measure before and this one, before all measures of the sentence, and up to the next."""
    start, end = scope.measure
    earlier, later = [o for o in others if o[1] <= start], [o for o in others if o[0] >= end]
    begin = max((o[1] for o in earlier), default=scope.sentence[0])
    first = min((o[0] for o in earlier), default=start)
    following = min((o[0] for o in later), default=scope.sentence[1])
    return (begin, start), (scope.sentence[0], first), (end, following)


def _first_filled(places: Iterable[Place], mentions: Sequence[Mention], type_: str) -> tuple[str, ...]:
    return next((ids for place in places if (ids := _within(place, mentions, type_))), ())


def _within(place: Place, mentions: Sequence[Mention], type_: str) -> tuple[str, ...]:
    return _unique(m.id for m in mentions if m.type == type_ and _inside(m, place))


def _inside(item: Mention | Citation, place: Place) -> bool:
    return item.start >= place[0] and item.end <= place[1]


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
