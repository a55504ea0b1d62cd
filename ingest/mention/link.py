"""Which list entry a mention means: by its name, the company it keeps, and what the text says elsewhere."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ingest.mention.elision import ElisionIndex
from ingest.mention.generic import has_common_place
from ingest.mention.kind import MentionType
from ingest.mention.lexicon import NameKey, name_key
from ingest.mention.normal import NormalName, normal_name
from ontology.entity import Actor, Region
from ontology.knowledge import Knowledge
from ontology.matcher import NameMatch, list_names, longest

_NEAR = 150
"""Code points within which other places speak for the reading of an ambiguous name."""
_OVERLAP: dict[MentionType, float] = {"actor": 0.8, "region": 0.5, "industry": 0.5}
"""Share of a span that a name inside it must cover to be what the span means: a body named after another
body is not that body, while a place or an industry with a word more is mostly the same one."""
_CONTEXT_RANK = 2
_ELIDED: tuple[MentionType, ...] = ("region", "actor")
"""Types whose entries have proper names; those of industries are common nouns."""
_LESS_LIKELY = 1.2
_COORDINATION = re.compile(r"[\s,，、]*(?:and|or|to|和|与|及|或|至)?[\s—–-]*(?:the )?")
_COMMA = re.compile(r"\s*,\s*")
_IN_A_LIST, _BESIDE_A_COMMA, _SIBLING, _INSIDE = 4.0, 1.0, 0.3, 0.5
_CLOSE, _CLOSE_BY, _DIRECTLY, _MOST = 30, 1.0, 1.5, 3.0
"""Code points within which what contains a place says more, how much, how much more where it says so itself
("Suzhou in Anhui"), and all that the places close by may say."""
_CONTAINED = re.compile(r"(?:\s*[,(]|,? in|,? of|['’]s)?\s*(?:the )?")
_PART = "macro-region"
"""What names a part of a province, or several: "western Liaoning"."""
_OTHER_PLACE = re.compile(
    r"\b(?:zone|ftz|port|area|park|base|belt|corridor|circle|resort|county|district|airport|station|basin)s?\b"
    r"|自贸|片区|新区|港|口岸|经济带|经济区|经济圈|开发区|园区|基地|机场|林区|矿区|垦区|流域",
    re.IGNORECASE,
)
"""A place with such a word more is another place: the port of a city, a zone in a province."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    id: str
    rank: int


class NameIndex:
    """Entries by the telling words of their names; `hidden` names are left out (see Lexicon)."""

    def __init__(self, knowledge: Knowledge, hidden: Collection[NameKey] = ()) -> None:
        self._bearers: dict[tuple[str, NormalName], list[_Bearer]] = defaultdict(list)
        names = [
            name
            for name in list_names(knowledge)
            if name.rank != _CONTEXT_RANK and name_key(name.type, name.text) not in hidden
        ]
        self._elided = {type_: ElisionIndex(n for n in names if n.type == type_) for type_ in _ELIDED}
        for name in names:
            bearers = self._bearers[name.type, normal_name(name.type, name.text)]
            if all(bearer.id != name.id for bearer in bearers):
                bearers.append(_Bearer(name.id, name.rank))

    def bearers(self, type_: MentionType, text: str) -> list[str]:
        """The ids of the entries that share the telling words of `text`, labels before aliases."""
        found = self._bearers.get((type_, normal_name(type_, text)), [])
        return [bearer.id for bearer in sorted(found, key=lambda bearer: bearer.rank)]

    def elided(self, type_: MentionType, text: str) -> str | None:
        """The id of the only entry that `text` is short for (see ElisionIndex)."""
        return self._elided[type_].bearer(text) if type_ in self._elided else None


class Surroundings:
    """What a text names beyond doubt, to decide what is in doubt."""

    def __init__(self, matches: Iterable[NameMatch]) -> None:
        sure = [m for m in longest(m for m in matches if not m.context) if not m.alternatives]
        self._places = [m for m in sure if m.type == "region"]
        self._starts = [m.start for m in self._places]
        self._named = Counter((m.type, m.id) for m in sure)

    def speaks_of(self, region: str, knowledge: Knowledge) -> bool:
        """Whether the text names a region, a place in it or a body there."""
        named: set[str | None] = {id_ for type_, id_ in self._named if type_ == "region"}
        named |= {knowledge.actors[id_].region for type_, id_ in self._named if type_ == "actor"}
        while places := [knowledge.regions[id_] for id_ in named if id_ and id_ in knowledge.regions]:
            if any(place.id == region for place in places):
                return True
            named = {place.broader for place in places}
        return False

    def places_before(self, start: int) -> list[NameMatch]:
        """The places named before an offset."""
        return self._places[: bisect_left(self._starts, start)]

    def named(self, type_: MentionType, id_: str | None) -> bool:
        """Whether the text names the entity in full."""
        return (type_, id_) in self._named

    def places_near(self, start: int, end: int) -> list[NameMatch]:
        """Where places are named close to a span, itself excluded."""
        first = bisect_left(self._starts, start - _NEAR)
        last = bisect_left(self._starts, end + _NEAR)
        return [m for m in self._places[first:last] if m.end <= start or m.start >= end]


class Linker:
    """Links spans to the lists of `knowledge`."""

    def __init__(self, knowledge: Knowledge, hidden: Collection[NameKey] = ()) -> None:
        self._knowledge = knowledge
        self._index = NameIndex(knowledge, hidden)

    def link(
        self,
        text: str,
        start: int,
        end: int,
        type_: MentionType,
        matches: Sequence[NameMatch],
        about: Surroundings,
    ) -> str | None:
        """The id of the entry that `text[start:end]` means, None where the lists have none.

        `matches` are the list names that stand at or over the span.
        """
        named = [(m, ids) for m in matches if (ids := self._ids(m, type_, about))]
        continued = [ids[0] for m, ids in named if m.start == start and _COMMA.match(m.text, end - start)]
        if continued and type_ == "region":
            return continued[0]
        exact = [id_ for m, ids in named if (m.start, m.end) == (start, end) for id_ in ids]
        candidates = exact or self._index.bearers(type_, text[start:end])
        if not candidates:
            candidates = self._mostly(text, start, end, type_, named)
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        return max(
            candidates,
            key=lambda id_: (
                self._support(id_, type_, text, start, end, about) - _LESS_LIKELY * candidates.index(id_)
            ),
        )

    def _ids(self, match: NameMatch, type_: MentionType, about: Surroundings) -> list[str]:
        """The entities of `type_` that may bear the name here, the likelier first."""
        ids = [id_ for t, id_ in ((match.type, match.id), *match.alternatives) if t == type_]
        if not (match.context and has_common_place(match.text)):
            return ids
        return [id_ for id_ in ids if not self._is_elsewhere(type_, id_, about)]

    def _is_elsewhere(self, type_: MentionType, id_: str, about: Surroundings) -> bool:
        """Whether a body belongs to a place of which the text does not speak.

        What goes by a common name there, "provincial government", is another one here.
        """
        entity = self._knowledge.entity(type_, id_)
        if not isinstance(entity, Actor) or entity.region is None or about.named(type_, id_):
            return False
        return not about.speaks_of(entity.region, self._knowledge)

    def bearer(self, type_: MentionType, name: str) -> str | None:
        """The id of the entry that has a name with the telling words of `name`; None without one."""
        return next(iter(self._index.bearers(type_, name)), None)

    def link_short(self, quote: str, type_: MentionType) -> str | None:
        """The id of the only entry that `quote` is short for: of its kind none other has a name so made."""
        return self._index.elided(type_, quote)

    def _mostly(
        self,
        text: str,
        start: int,
        end: int,
        type_: MentionType,
        named: Sequence[tuple[NameMatch, list[str]]],
    ) -> list[str]:
        """The entries whose names cover most of the span, or the span most of them."""
        shares = [
            (_share(m, start, end), -m.context, ids[0])
            for m, ids in named
            if _share(m, start, end) >= _OVERLAP[type_]
            and not (type_ == "region" and _OTHER_PLACE.search(_beyond(text, start, end, m)))
        ]
        return [id_ for _, _, id_ in sorted(shares, reverse=True)][:1]

    def _support(
        self, id_: str, type_: MentionType, text: str, start: int, end: int, about: Surroundings
    ) -> float:
        entity = self._knowledge.entity(type_, id_)
        support = 1.5 * about.named(type_, id_) + about.named(type_, entity.broader)
        near = about.places_near(start, end)
        if isinstance(entity, Actor) and entity.region:
            beside = any(place.id == entity.region for place in near)
            return support + beside + 0.5 * about.named("region", entity.region)
        if isinstance(entity, Region):
            return support + self._beside(entity, near, text, start, end)
        return support

    def _beside(self, entity: Region, near: Sequence[NameMatch], text: str, start: int, end: int) -> float:
        """How much the places named close by speak for `entity`: what contains it does, and its siblings do.

        "Changchun, Jilin and Siping" and "Changchun and Jilin" list cities; "Changchun, Jilin" need not,
        "Changchun in Jilin" does not.
        """
        gaps = [_gap(text, start, end, place) for place in near]
        joined = [_COORDINATION.fullmatch(gap) is not None for gap in gaps]
        listed = {place.start < start for place, beside in zip(near, joined, strict=True) if beside}
        support = 0.0
        for place, gap, beside in zip(near, gaps, joined, strict=True):
            neighbour = self._knowledge.regions[place.id]
            if neighbour.kind == _PART and neighbour.broader == entity.broader:
                support += _INSIDE + _closeness(gap)
            elif neighbour.broader != entity.broader or neighbour.id == entity.id:
                support += (entity.broader == neighbour.id) * (_INSIDE + _closeness(gap))
            elif beside and (len(listed) > 1 or not _COMMA.fullmatch(gap)):
                return _IN_A_LIST
            else:
                support += _BESIDE_A_COMMA if beside else _SIBLING
        return min(_MOST, support)


def _beyond(text: str, start: int, end: int, match: NameMatch) -> str:
    """What a span has more than the name inside it."""
    return f"{text[start : match.start]} {text[match.end : end]}"


def _closeness(gap: str) -> float:
    """What the words between a place and what contains it add."""
    return _CLOSE_BY * (len(gap) <= _CLOSE) + _DIRECTLY * (_CONTAINED.fullmatch(gap) is not None)


def _gap(text: str, start: int, end: int, place: NameMatch) -> str:
    """What stands between a span and a place close by."""
    return text[end : place.start] if place.start >= end else text[place.end : start]


def _share(match: NameMatch, start: int, end: int) -> float:
    shared = min(end, match.end) - max(start, match.start)
    return shared / (max(end, match.end) - min(start, match.start))
