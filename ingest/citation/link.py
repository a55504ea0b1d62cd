"""Decides what a mention means: one policy, several that fit, or a document the register lacks."""

from dataclasses import dataclass, replace

from ingest.citation.context import TextContext
from ingest.citation.mention import PolicyMention
from ingest.citation.shrink import shrink
from ontology.article import CitationStatus
from ontology.resolver import Evidence, PolicyResolver, Scored

# A description names nothing by itself: it must fit well, and with words that tell. Formal titles may differ
# in wording (another translation), but a title with words of its own is another document.
_DESCRIBED, _TITLED, _NAMED = 0.72, 0.66, 0.80
_LEAST_WEIGHT = 3.4
_AGREES = 0.35
_CERTAIN = 0.97


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention with its resolution; `score` says how well the best candidate fits, 0 to 1."""

    mention: PolicyMention
    status: CitationStatus
    policies: tuple[str, ...]
    score: float

    @property
    def policy(self) -> str | None:
        """The policy that is meant, where that is decided."""
        return self.policies[0] if self.status == "resolved" else None


class Linker:
    """Resolves mentions of one text in one language."""

    def __init__(
        self, resolver: PolicyResolver, language: str, context: TextContext, date: str | None
    ) -> None:
        self._resolver = resolver
        self._language = language
        self._context = context
        self._date = date

    def link(self, mention: PolicyMention) -> LinkedMention | None:
        """The mention resolved; None where it is no citation after all."""
        if mention.numbers:
            return self._by_number(mention)
        if mention.policies:
            return self._by_name(mention)
        return self._by_likeness(mention)

    def evidence(self, mention: PolicyMention, end: int | None = None) -> Evidence:
        """What the mention and its surroundings say of the document."""
        stop = end or mention.end
        title = self._context.text[mention.start : stop]
        return self._context.evidence(mention.start, stop, title, mention.kind, self._date)

    def _by_number(self, mention: PolicyMention) -> LinkedMention:
        found = [ids for number in mention.numbers if (ids := self._resolver.by_number(number))]
        exact = any(number.exact for number in mention.numbers)
        ids = tuple(dict.fromkeys(id_ for group in found for id_ in group))
        titled = self._titled(mention)
        if not ids:
            return self._unknown_number(mention, titled, exact)
        if titled and titled.policies and not set(titled.policies) & set(ids):
            return LinkedMention(mention, "ambiguous", (*ids, *titled.policies), 0.4)
        if len(ids) > 1 and titled and titled.policies:
            ids = tuple(id_ for id_ in ids if id_ in titled.policies) or ids
        if len(ids) > 1 or not exact:
            ids = self._narrowed(ids, mention)
        if len(ids) == 1:
            return LinkedMention(mention, "resolved", ids, 0.99 if exact else 0.8)
        return LinkedMention(mention, "ambiguous", ids, 0.5)

    def _titled(self, mention: PolicyMention) -> LinkedMention | None:
        if mention.title is None or mention.by == "number":
            return None
        bare = replace(mention, numbers=(), formal=True)
        return self.link(bare)

    def _unknown_number(
        self, mention: PolicyMention, titled: LinkedMention | None, exact: bool
    ) -> LinkedMention:
        if titled and titled.status == "resolved" and titled.score >= _NAMED:
            facts = self._resolver.facts[titled.policies[0]]
            series = {number.code for number in facts.numbers}
            if not any(number.code in series for number in mention.numbers) and self._same_year(
                mention, facts.year
            ):
                return replace(titled, mention=mention)
            return LinkedMention(mention, "ambiguous", titled.policies, 0.4)
        return LinkedMention(mention, "unregistered", (), 0.9 if exact else 0.6)

    def _same_year(self, mention: PolicyMention, year: int | None) -> bool:
        return all(
            number.year is None or year is None or abs(number.year - year) <= 1 for number in mention.numbers
        )

    def _narrowed(self, ids: tuple[str, ...], mention: PolicyMention) -> tuple[str, ...]:
        evidence = replace(self.evidence(mention), kind=None, count=None)
        admitted = tuple(id_ for id_ in ids if self._resolver.admits(id_, evidence)) or ids
        if len(admitted) == 1:
            return admitted
        near = tuple(id_ for id_ in admitted if self._resolver.facts[id_].month in evidence.months)
        return near if len(near) == 1 else admitted

    def _by_name(self, mention: PolicyMention) -> LinkedMention | None:
        evidence = self.evidence(mention)
        ids = mention.policies
        if len(ids) > 1 or mention.context:
            ids = tuple(id_ for id_ in ids if self._resolver.admits(id_, replace(evidence, count=None)))
        if not ids:
            return LinkedMention(mention, "unregistered", (), 0.5) if mention.by == "title" else None
        if mention.context:
            rivals = self._rivals(mention, ids, evidence)
            ids = tuple(dict.fromkeys((*ids, *rivals)))
        if len(ids) == 1:
            return LinkedMention(mention, "resolved", ids, 0.85 if mention.context else _CERTAIN)
        return LinkedMention(mention, "ambiguous", ids, 0.5)

    def _rivals(self, mention: PolicyMention, ids: tuple[str, ...], evidence: Evidence) -> tuple[str, ...]:
        scored = self._resolver.similar(mention.title or "", self._language, evidence)
        best = self._resolver.resolve(scored)
        return best.policies if len(best.policies) > 1 and set(ids) & set(best.policies) else ()

    def _by_likeness(self, mention: PolicyMention) -> LinkedMention | None:
        attempts = [(mention.end, False)]
        if mention.loose_end and mention.loose_end > mention.end and self._language != "zh":
            attempts.append((mention.loose_end, True))
        best: LinkedMention | None = None
        for end, loose in attempts:
            linked = self._attempt(mention, end, loose)
            if linked and (best is None or linked.score > best.score + 0.02 or best.status == "ambiguous"):
                best = linked
        if best:
            return best
        return LinkedMention(mention, "unregistered", (), 0.6) if mention.formal else None

    def _attempt(self, mention: PolicyMention, end: int, loose: bool) -> LinkedMention | None:
        title = self._context.text[mention.start : end]
        evidence = self.evidence(mention, end)
        scored = self._resolver.similar(title, self._language, evidence)
        enough = _TITLED if mention.formal else _DESCRIBED
        resolution = self._resolver.resolve(scored, enough)
        if not resolution.policies or scored[0].weight < _LEAST_WEIGHT:
            return None
        shrunk = mention if mention.formal and not loose else self._shrunk(mention, end, scored[0])
        score = min(0.96, max(0.0, resolution.score - 0.1))
        status: CitationStatus = "resolved" if len(resolution.policies) == 1 else "ambiguous"
        return LinkedMention(shrunk, status, resolution.policies, score)

    def _shrunk(self, mention: PolicyMention, end: int, best: Scored) -> PolicyMention:
        """The mention without words at its ends that do not name the policy."""
        start, stop = shrink(self._context.text, mention, end, best.shared, self._language)
        return replace(mention, start=start, end=stop, title=self._context.text[start:stop])
