"""The three kinds of correction. Entities and documents are written `kind/id`, as wherever kinds mix."""

from dataclasses import dataclass
from functools import cached_property

from ontology.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """Who said it, when (ISO 8601, UTC) and why."""

    by: str = ""
    at: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Merge(_Record):
    """`source` and `target` are one: what was said of the source is said of the target."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Judgement(_Record):
    quote: str
    entity: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection(_Judgement):
    """`quote` does not mean `entity`: in `document`, or anywhere where that is None."""


@dataclass(frozen=True, slots=True)
class Confirmation(_Judgement):
    """`quote` means `entity`: in `document`, or anywhere where that is None."""


Correction = Merge | Rejection | Confirmation


@dataclass(frozen=True)
class Corrections:
    """All corrections of a data folder, by id."""

    by_id: dict[str, Correction]

    @cached_property
    def merges(self) -> dict[str, str]:
        """What each merged entity became, chains followed. Raises InvalidInputError for a circle."""
        direct = {c.source: c.target for c in self.by_id.values() if isinstance(c, Merge)}
        return {source: _last(source, direct) for source in direct}

    def about(self, document: str, quote: str) -> list[Rejection | Confirmation]:
        """The rejections and confirmations of a quote in a document, oldest first: the last one holds."""
        return [
            correction
            for correction in self._by_quote.get(quote, ())
            if correction.document in (None, document)
        ]

    @cached_property
    def _by_quote(self) -> dict[str, list[Rejection | Confirmation]]:
        found: dict[str, list[Rejection | Confirmation]] = {}
        for id_ in sorted(self.by_id):
            correction = self.by_id[id_]
            if not isinstance(correction, Merge):
                found.setdefault(correction.quote, []).append(correction)
        return found


NO_CORRECTIONS = Corrections({})


def _last(source: str, direct: dict[str, str]) -> str:
    seen = [source]
    while (following := direct.get(seen[-1])) is not None:
        if following in seen:
            raise InvalidInputError(f"merges go in a circle at {following!r}: undo one of {', '.join(seen)}")
        seen.append(following)
    return seen[-1]
