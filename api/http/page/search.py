"""View model of the result list, made from the same shape that the JSON interface gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.http.bibliography import LABELS
from api.http.filters import FILTERS, LISTS, Address
from api.http.page.histogram import Histogram, histogram
from api.http.page.reference import Linker, Ref
from api.http.page.text import excerpt
from ontology.entity import ENTITY_TYPES

SORTS = ("relevance", "date")
SHOWN = 7
EXCERPT, PASSAGES = 420, 2
SAVES = {"csv": "CSV", **LABELS}


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage, cut where the found words begin and end."""

    lang: str
    pieces: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class HitView:
    """One document that was found, and why."""

    kind: str
    href: str
    title: str
    second: str | None
    publisher: str | None
    date: str | None
    passages: list[PassageView]
    why: list[str]
    entities: list[Ref]


@dataclass(frozen=True, slots=True)
class FacetEntry:
    """One value of a facet: a link that sets or takes away the filter."""

    label: str
    lang: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's most frequent values, and the rest folded."""

    name: str
    shown: list[FacetEntry]
    folded: list[FacetEntry]


@dataclass(frozen=True, slots=True)
class Sort:
    """A way to sort."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the result page prints."""

    query: str
    total: int
    took: int
    kept: Sequence[tuple[str, str]]
    dates_kept: Sequence[tuple[str, str]]
    date_from: str
    date_to: str
    understood: list[Ref]
    filters: list[Ref]
    clear: str
    warnings: list[str]
    facets: list[Facet]
    histogram: Histogram | None
    sorts: list[Sort]
    hits: list[HitView]
    later: str | None
    first: str | None
    saves: list[tuple[str, str]]
    feed: str


def search_page(shape: Mapping[str, Any], address: Address, linker: Linker, sort: str) -> SearchPage:
    """What the page of a result list shows; `address` is its own, without the cursor's release."""
    given = dict(address.pairs)
    paged = Address(address.path, address.without("cursor"))
    return SearchPage(
        query=shape["query"],
        total=shape["total"],
        took=round(shape["took_ms"]),
        kept=[pair for pair in paged.pairs if pair[0] != "q"],
        dates_kept=paged.without("from", "to"),
        date_from=given.get("from", ""),
        date_to=given.get("to", ""),
        understood=_understood(shape, paged, linker),
        filters=_filters(paged, linker),
        clear=Address(address.path, paged.without(*FILTERS)).changed(),
        warnings=list(shape.get("warnings", ())),
        facets=_facets(shape["facets"], paged, linker),
        histogram=histogram(shape["facets"].get("year", []), paged),
        sorts=[
            Sort(name, paged.changed(sort=None if name == SORTS[0] else name), name == sort) for name in SORTS
        ],
        hits=[_hit(hit, linker) for hit in shape["hits"]],
        later=address.changed(cursor=shape["next"]) if shape["next"] else None,
        first=paged.changed() if "cursor" in given else None,
        saves=[(label, paged.at(linker.ui.path(f"search.{name}"))) for name, label in SAVES.items()],
        feed=Address(linker.ui.path("feed.atom"), paged.without("sort")).changed(),
    )


def _hit(hit: Mapping[str, Any], linker: Linker) -> HitView:
    title = linker.ui.choose(hit["title"], hit["title_zh"])
    return HitView(
        kind=hit["kind"],
        href=linker.ui.path(hit["kind"], hit["id"]),
        title=title,
        second=next((t for t in (hit["title"], hit["title_zh"]) if t and t != title), None),
        publisher=linker.publisher(hit["publisher"]),
        date=hit["date"],
        passages=[
            PassageView(linker.ui.lang_of(p["text"]), excerpt(p["text"], p["highlights"], EXCERPT))
            for p in hit["passages"][:PASSAGES]
        ],
        why=_why(hit["why"], linker),
        entities=[linker.thing(e["type"], e["id"], e["label"]) for e in hit["entities"]],
    )


def _why(why: Mapping[str, Any], linker: Linker) -> list[str]:
    """The channels that found it, best rank first, then what it shares with the question."""
    ui = linker.ui
    ranked = sorted(
        (why[name]["rank"], name) for name in ("words", "meaning") if why.get(name) and why[name].get("rank")
    )
    reasons = [ui.say(f"why.{name}", rank=rank) for rank, name in ranked]
    shared = (why.get("graph") or {}).get("shared") or []
    if shared:
        labels = [linker.thing(*name.split("/", 1)).label for name in shared]
        reasons.append(ui.say("why.graph", shared=ui.say("list.comma").join(labels)))
    return reasons


def _understood(shape: Mapping[str, Any], address: Address, linker: Linker) -> list[Ref]:
    """The entities found in the question, each a link that keeps only results about it."""
    refs = {}
    for entity in shape["interpretation"]["entities"]:
        pair = (entity["type"], entity["id"])
        if pair[0] in LISTS and pair not in address.pairs:
            ref = linker.thing(*pair, entity["label"])
            refs[pair] = Ref(ref.type, ref.label, address.toggled(*pair), ref.lang)
    return list(refs.values())


def _filters(address: Address, linker: Linker) -> list[Ref]:
    """The filters in force, each a link that takes it away."""
    found = []
    for name, value in address.pairs:
        if name in FILTERS:
            label = _label(name, value, value, linker)
            if name in ("from", "to"):
                label = f"{linker.ui.say('facet.' + name)} {value}"
            found.append(Ref(name, label, address.toggled(name, value), linker.ui.lang_of(label)))
    return found


def _facets(facets: Mapping[str, Any], address: Address, linker: Linker) -> list[Facet]:
    made = []
    for name in ("kind", "region", "industry", "actor", "instrument", "policy", "publisher"):
        entries = [_entry(name, value, address, linker) for value in facets.get(name, ())]
        if entries:
            first = sorted(entries, key=lambda entry: not entry.current)
            made.append(Facet(name, first[:SHOWN], first[SHOWN:]))
    return made


def _entry(name: str, value: Mapping[str, Any], address: Address, linker: Linker) -> FacetEntry:
    label = _label(name, value["id"], value["label"], linker)
    pair = (name, value["id"])
    href = address.toggled(*pair)
    return FacetEntry(label, linker.ui.lang_of(label), value["count"], href, pair in address.pairs)


def _label(name: str, value: str, fallback: str, linker: Linker) -> str:
    if name in ENTITY_TYPES or name == "policy":
        return linker.thing(name, value, fallback).label
    if name in ("kind", "standing", "language"):
        return linker.ui.word(name, value)
    return (linker.publisher(fallback) or fallback) if name == "publisher" else fallback
