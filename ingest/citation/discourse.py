"""What a text has cited so far, and what its back-references and short forms mean."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.citation.linked import LinkedMention
from ingest.citation.mention import PolicyMention
from ingest.citation.reference import Reference, is_kind_alone, references, short_form
from ontology.resolver import PolicyResolver

_MOST_FORMS = 64
_SAME_BREATH = 60


def with_references(text: str, linked: list[LinkedMention], resolver: PolicyResolver) -> list[LinkedMention]:
    """The mentions (in order, without overlap) and those that point back to one of them."""
    forms = _short_forms(text, linked)
    linked = _with_short_forms(text, linked, forms)
    discourse = Discourse(resolver)
    events: list[LinkedMention | Reference] = [*linked, *_free(references(text), linked)]
    events.sort(key=_start)
    found: list[LinkedMention] = []
    alone = {name: owner for name, owner in forms if is_kind_alone(name)}
    for event in events:
        if found and _start(event) < found[-1].mention.end:
            continue
        if isinstance(event, Reference):
            owner = alone.get(text[event.start : event.end])
            if owner is None or owner.mention.end > event.start:
                owner = discourse.antecedent(event)
            if owner:
                found.append(_pointing(event, owner))
        else:
            found.append(discourse.numbered(event))
            discourse.cite(found[-1])
    return found


class Discourse:
    """Remembers citations in order of the text, to resolve what points back."""

    def __init__(self, resolver: PolicyResolver) -> None:
        self._resolver = resolver
        self._cited: list[LinkedMention] = []
        self._by_serial: dict[int, LinkedMention] = {}

    def cite(self, linked: LinkedMention) -> None:
        """Take note of a citation; they come in order of the text."""
        self._cited.append(linked)
        known = [*linked.mention.numbers]
        known += [n for id_ in linked.policies[:1] for n in self._resolver.facts[id_].numbers]
        self._by_serial |= {number.serial: linked for number in known if number.code}

    def antecedent(self, reference: Reference) -> LinkedMention | None:
        """The last document cited before that is of the kind said; both where two stand side by side."""
        if reference.rank:
            return self._of_two(reference)
        like: LinkedMention | None = None
        for i in range(len(self._cited) - 1, -1, -1):
            linked = self._cited[i]
            if reference.start - linked.mention.end > reference.reach:
                break
            if linked.mention.kind == reference.kind:
                return self._or_neighbour(linked, i, reference.kind)
            if like is None and self._is_called(linked, reference.kind):
                like = linked
        return like

    def _of_two(self, reference: Reference) -> LinkedMention | None:
        """The former or the latter of the two documents of that kind that were cited last."""
        found: list[LinkedMention] = []
        for linked in reversed(self._cited):
            if len(found) == 2 or reference.start - linked.mention.end > reference.reach:
                break
            fits = linked.mention.kind == reference.kind or self._is_called(linked, reference.kind)
            if fits and all(linked.policies != other.policies for other in found):
                found.append(linked)
        return found[reference.rank - 1] if len(found) == 2 else None

    def _or_neighbour(self, linked: LinkedMention, index: int, kind: str) -> LinkedMention:
        before = self._cited[index - 1] if index else None
        if before is None or before.mention.kind != kind or before.mention.by == "reference":
            return linked
        apart = linked.mention.start - before.mention.end
        if (
            apart > _SAME_BREATH // 3
            or not (linked.policy and before.policy)
            or linked.policy == before.policy
        ):
            return linked
        return LinkedMention(linked.mention, "ambiguous", (linked.policy, before.policy), 0.5)

    def _is_called(self, linked: LinkedMention, kind: str) -> bool:
        if kind == "document":
            return True
        return any(kind in self._resolver.facts[id_].kinds for id_ in linked.policies[:1])

    def numbered(self, linked: LinkedMention) -> LinkedMention:
        """A number without its series ("Document No. 28", 28号文) means the one cited before under it."""
        numbers = linked.mention.numbers
        if len(numbers) != 1 or numbers[0].code or linked.status == "resolved":
            return linked
        earlier = self._by_serial.get(numbers[0].serial)
        return replace(earlier, mention=linked.mention, score=0.85 * earlier.score) if earlier else linked


def _short_forms(text: str, linked: list[LinkedMention]) -> list[tuple[str, LinkedMention]]:
    forms: list[tuple[str, LinkedMention]] = []
    for item in linked:
        span = short_form(text, item.mention.start, item.mention.end)
        if span and len(forms) < _MOST_FORMS:
            forms.append((text[span[0] : span[1]], item))
    return forms


def _with_short_forms(
    text: str, linked: list[LinkedMention], forms: list[tuple[str, LinkedMention]]
) -> list[LinkedMention]:
    """With every later occurrence of a short form, in place of what was seen inside it."""
    named = {name: owner for name, owner in reversed(forms) if not is_kind_alone(name)}
    if not named:
        return linked
    pattern = re.compile("|".join(re.escape(name) for name in sorted(named, key=len, reverse=True)))
    found = [m for m in pattern.finditer(text) if named[m.group()].mention.end <= m.start()]
    kept = list(_without(linked, [match.span() for match in found]))
    spans = sorted((item.mention.start, item.mention.end) for item in kept)
    added = [
        _named_again(match, named[match.group()])
        for match, free in zip(found, _outside([m.span() for m in found], spans), strict=True)
        if free
    ]
    return sorted([*kept, *added], key=_start)


def _named_again(match: re.Match[str], owner: LinkedMention) -> LinkedMention:
    mention = replace(
        owner.mention, start=match.start(), end=match.end(), by="alias", formal=True, head=None, loose_ends=()
    )
    return replace(owner, mention=mention, score=0.95 * owner.score)


def _without(linked: list[LinkedMention], spans: list[tuple[int, int]]) -> Iterator[LinkedMention]:
    """The mentions that do not lie inside one of `spans` (both in order)."""
    left = iter(spans)
    span = next(left, None)
    for item in linked:
        while span is not None and span[1] < item.mention.end:
            span = next(left, None)
        if span is None or item.mention.start < span[0]:
            yield item


def _outside(spans: list[tuple[int, int]], taken: list[tuple[int, int]]) -> Iterator[bool]:
    """For each of `spans` whether it overlaps none of `taken` (both in order)."""
    left = iter(taken)
    other = next(left, None)
    for start, end in spans:
        while other is not None and other[1] <= start:
            other = next(left, None)
        yield other is None or end <= other[0]


def _free(found: Iterable[Reference], linked: list[LinkedMention]) -> list[Reference]:
    """The references that overlap neither a mention nor one another, in order."""
    ordered = sorted(found, key=lambda reference: (reference.start, -reference.end))
    spans = [(item.mention.start, item.mention.end) for item in linked]
    free: list[Reference] = []
    for reference, outside in zip(ordered, _outside([(r.start, r.end) for r in ordered], spans), strict=True):
        if outside and (not free or reference.start >= free[-1].end):
            free.append(reference)
    return free


def _pointing(reference: Reference, antecedent: LinkedMention) -> LinkedMention:
    """The reference as a citation of what its antecedent cites."""
    mention = PolicyMention(
        reference.start,
        reference.end,
        "reference",
        antecedent.mention.title,
        antecedent.mention.numbers,
        kind=reference.kind,
        formal=True,
    )
    return replace(antecedent, mention=mention, score=antecedent.score * 0.93)


def _start(event: LinkedMention | Reference) -> int:
    return event.start if isinstance(event, Reference) else event.mention.start
