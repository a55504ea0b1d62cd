"""The slots of a measure that mentions and citations fill: who acts, on what, where, citing what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.article import Citation, Mention


@dataclass(frozen=True, slots=True)
class Slots:
    """Ids, each once, in order of appearance."""

    actors: tuple[str, ...]
    industries: tuple[str, ...]
    regions: tuple[str, ...]
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look, all `[start, end)`: the measure, its grammatical subject if known, and its sentence."""

    measure: tuple[int, int]
    subject: tuple[int, int] | None
    sentence: tuple[int, int]


def fill_slots(scope: Scope, mentions: Sequence[Mention], citations: Sequence[Citation]) -> Slots:
    """Slots of one measure.

    Those who act stand in the subject, or nearest before the measure. Industries and regions are named in the
    measure, failing that in its subject, then in its sentence before it, then after it. Citations count
    anywhere in the sentence.
    """
    lead = (scope.sentence[0], scope.measure[0])
    places = [scope.measure, *([scope.subject] if scope.subject else []), lead, scope.sentence]
    actors = _within(scope.subject, mentions, "actor") if scope.subject else ()
    return Slots(
        actors=actors or _within(lead, mentions, "actor")[-1:],
        industries=_first_filled(places, mentions, "industry"),
        regions=_first_filled(places, mentions, "region"),
        policies=_unique(
            citation.policy for citation in citations if citation.policy and _inside(citation, scope.sentence)
        ),
    )


def _first_filled(
    places: Iterable[tuple[int, int]], mentions: Sequence[Mention], type_: str
) -> tuple[str, ...]:
    return next((ids for place in places if (ids := _within(place, mentions, type_))), ())


def _within(place: tuple[int, int], mentions: Sequence[Mention], type_: str) -> tuple[str, ...]:
    return _unique(m.id for m in mentions if m.type == type_ and _inside(m, place))


def _inside(item: Mention | Citation, place: tuple[int, int]) -> bool:
    return item.start >= place[0] and item.end <= place[1]


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
