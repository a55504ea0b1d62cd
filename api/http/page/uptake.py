"""View model of the page of pairs: what was proposed and later ordered, what was handed down and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from api.http.filters import Address
from api.http.page.measures import Choice
from api.http.page.reference import Linker, Ref
from search.cursor import Cursor, place_of
from search.derived import QuotePair, quote_pairs

if TYPE_CHECKING:
    from ontology.article import Document
    from search.release import Release

PairKind = Literal["uptake", "transmission"]
KINDS: tuple[PairKind, ...] = ("uptake", "transmission")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a pair: a sentence, and the document that says it."""

    document: Ref
    publisher: str | None
    quote: str
    lang: str


@dataclass(frozen=True, slots=True)
class SidePair:
    """Two sentences that say the same, the earlier one first."""

    kind: PairKind
    source: Side
    target: Side
    by_summary: bool
    certainty: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class UptakePage:
    """The pairs under the filters, the surest first, and the controls."""

    kinds: list[Choice]
    pairs: list[SidePair]
    total: int
    date_from: str
    date_to: str
    kept: list[tuple[str, str]]
    clear: str | None
    later: str | None


def uptake_page(
    release: "Release", kinds: Sequence[PairKind], address: Address, linker: Linker, cursor: str | None
) -> UptakePage:
    """Pairs of these kinds (of both, where none is asked for), by the dates at their later end.

    `cursor` marks the first one that is shown.
    """
    given, paged = dict(address.pairs), Address(address.path, address.without("cursor"))
    start, end = given.get("from", ""), given.get("to", "")
    found = [pair for kind in KINDS if kind in (kinds or KINDS) for pair in quote_pairs(release, kind)]
    dated = [(pair, _document(pair.target, release)) for pair in found]
    kept = [pair for pair, document in dated if _between(document.date, start, end)]
    question = (tuple(kinds), start, end)
    offset = place_of(cursor, question, release.id)
    following = Cursor.of(release.id, offset + SHOWN, question)
    return UptakePage(
        kinds=[Choice(kind, paged.toggled("kind", kind), kind in kinds) for kind in KINDS],
        pairs=[_pair(pair, release, linker) for pair in kept[offset : offset + SHOWN]],
        total=len(kept),
        date_from=start,
        date_to=end,
        kept=list(paged.without("from", "to")),
        clear=address.path if kinds or start or end else None,
        later=address.changed(cursor=str(following)) if following.offset < len(kept) else None,
    )


def _between(date: str | None, start: str, end: str) -> bool:
    """Whether a date lies between two others, compared as far as both are known; without bounds, always."""
    if not (start or end):
        return True
    return date is not None and date >= start[: len(date)] and (not end or date[: len(end)] <= end)


def _document(name: str, release: "Release") -> "Document":
    return release.documents.document(name.partition("/")[2])


def _pair(pair: QuotePair, release: "Release", linker: Linker) -> SidePair:
    return SidePair(
        kind=pair.kind,
        source=_side(pair.source, pair.source_quote, release, linker),
        target=_side(pair.target, pair.target_quote, release, linker),
        by_summary=pair.text_role == "register-summary",
        certainty=linker.ui.certainty(pair.score),
        outcome=pair.outcome,
    )


def _side(name: str, quote: str, release: "Release", linker: Linker) -> Side:
    document = _document(name, release)
    publisher = linker.publisher(document.publisher)
    return Side(linker.document(document), publisher, quote, linker.ui.lang_of(quote))
