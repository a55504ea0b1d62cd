"""View model of the result list, made from the same shape that the JSON interface gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.http.bibliography import LABELS
from api.http.filters import FILTERS, LISTS, Address, filters_of
from api.http.measuring import measure_filter
from api.http.page.histogram import Histogram, histogram
from api.http.page.reference import Linker, Ref, filter_label
from api.http.page.remedy import remedies
from api.http.page.text import Piece, excerpt
from ontology.article import Citation, Mention
from ontology.entity import ENTITY_TYPES
from search.request import SearchQuery

if TYPE_CHECKING:
    from search.release import Release

SORTS = ("relevance", "date")
SHOWN_FACETS = (
    "kind", "publisher", "region", "industry", "actor", "instrument", "policy", "standing", "language",
)  # fmt: skip
SHOWN = 7
EXCERPT, PASSAGES = 420, 2
SAVES = {"csv": "CSV", **LABELS}


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage, cut where the found words begin and end."""

    lang: str
    pieces: list[Piece]


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
class Understood:
    """What the question was taken to name: a link that keeps to it, another that takes it back."""

    ref: Ref
    without: str


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
    understood: list[Understood]
    measures: Ref | None
    filters: list[Ref]
    clear: str
    warnings: list[str]
    remedies: list[Ref]
    facets: list[Facet]
    histogram: Histogram | None
    sorts: list[Sort]
    hits: list[HitView]
    later: str | None
    first: str | None
    saves: list[tuple[str, str]]
    feed: str
    permalink: str


def search_page(query: SearchQuery, release: "Release", address: Address, linker: Linker) -> SearchPage:
    """What the page of a result list shows; `address` is its own, without the cursor's release."""
    shape, sort = release.searcher.search(query).to_json(), query.sort
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
        measures=_measures(shape, query, release, linker),
        filters=_filters(paged, linker),
        clear=Address(address.path, paged.without(*FILTERS, "ignore", "interpret")).changed(),
        warnings=list(shape.get("warnings", ())),
        remedies=[] if shape["total"] else remedies(query, release, paged, linker),
        facets=_facets(shape["facets"], paged, linker),
        histogram=histogram(shape["facets"].get("year", []), paged),
        sorts=[
            Sort(name, paged.changed(sort=None if name == SORTS[0] else name), name == sort) for name in SORTS
        ],
        hits=[_hit(hit, release, linker) for hit in shape["hits"]],
        later=address.changed(cursor=shape["next"]) if shape["next"] else None,
        first=paged.changed() if "cursor" in given else None,
        saves=[(label, paged.at(linker.ui.path(f"search.{name}"))) for name, label in SAVES.items()],
        feed=Address(linker.ui.path("feed.atom"), paged.without("sort")).changed(),
        permalink=paged.changed(),
    )


def _hit(hit: Mapping[str, Any], release: "Release", linker: Linker) -> HitView:
    title = linker.ui.choose(hit["title"], hit["title_zh"])
    return HitView(
        kind=hit["kind"],
        href=linker.ui.path(hit["kind"], hit["id"]),
        title=title,
        second=next((t for t in (hit["title"], hit["title_zh"]) if t and t != title), None),
        publisher=linker.publisher(hit["publisher"]),
        date=hit["date"],
        passages=[_passage(hit["id"], passage, release, linker) for passage in hit["passages"][:PASSAGES]],
        why=_why(hit["why"], linker),
        entities=[linker.thing(e["type"], e["id"], e["label"]) for e in hit["entities"]],
    )


def _passage(id_: str, passage: Mapping[str, Any], release: "Release", linker: Linker) -> PassageView:
    """A passage, cut to where the question's words are, with the names that were recognised in it."""
    text, start, end = passage["text"], passage["start"], passage["end"]
    article = release.documents.get(id_)
    names: list[tuple[int, int, str]] = []
    if article.document.text[start:end] == text:
        marks: list[Mention | Citation] = [*article.annotation.mentions, *article.annotation.citations]
        inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
        names = [(mark.start - start, mark.end - start, _type(mark)) for mark in inside]
    return PassageView(linker.ui.lang_of(text), excerpt(text, passage["highlights"], EXCERPT, names))


def _type(mark: Mention | Citation) -> str:
    return mark.type if isinstance(mark, Mention) else "policy"


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


def _understood(shape: Mapping[str, Any], address: Address, linker: Linker) -> list[Understood]:
    """What the question was taken to say: entities to keep to or to leave out, limits of time to lift."""
    made: dict[tuple[str, str], Understood] = {}
    for entity in shape["interpretation"]["entities"]:
        pair = (entity["type"], entity["id"])
        ref = linker.thing(*pair, entity["label"])
        narrow = address.toggled(*pair) if pair[0] in LISTS and pair not in address.pairs else None
        without = address.toggled("ignore", "/".join(pair))
        made[pair] = Understood(Ref(ref.type, ref.label, narrow, ref.lang), without)
    for name, value in shape["interpretation"]["filters"].items():
        label = f"{linker.ui.say('facet.' + name)} {value}"
        ref = Ref(name, label, None, linker.ui.lang_of(label))
        made[name, value] = Understood(ref, address.changed(interpret="false"))
    return list(made.values())


def _measures(shape: Mapping[str, Any], query: SearchQuery, release: "Release", linker: Linker) -> Ref | None:
    """The measures about what the question and its filters name, where there are any."""
    named = [(entity["type"], entity["id"]) for entity in shape["interpretation"]["entities"]]
    chosen = [(name, value) for name in ENTITY_TYPES for value in getattr(query.filters, name)]
    pairs = [pair for pair in dict.fromkeys([*chosen, *named]) if pair[0] in ENTITY_TYPES]
    if not pairs:
        return None
    count = release.documents.count_measures(measure_filter(filters_of(pairs), release))
    labels = linker.ui.say("list.comma").join(linker.thing(*pair).label for pair in pairs)
    href = Address(linker.ui.path("measures"), pairs).changed()
    return Ref("measure", labels, href, linker.ui.lang_of(labels), count=count) if count else None


def _filters(address: Address, linker: Linker) -> list[Ref]:
    """The filters in force, each a link that takes it away, and what the question was told not to mean."""
    found = []
    for name, value in address.pairs:
        if name in FILTERS:
            label = filter_label(name, value, value, linker)
            found.append(Ref(name, label, address.toggled(name, value), linker.ui.lang_of(label)))
        elif name == "ignore":
            label = linker.ui.say("search.ignored", label=linker.thing(*_typed(value)).label)
            found.append(Ref("ignore", label, address.toggled(name, value), linker.ui.tag()))
        elif name == "interpret" and value == "false":
            label = linker.ui.say("search.without_dates")
            found.append(Ref(name, label, address.toggled(name, value), linker.ui.tag()))
    return found


def _typed(value: str) -> tuple[str, str]:
    """`type/id` as a pair; words without a slash are no entity's."""
    type_, _, id_ = value.partition("/")
    return type_, id_ or value


def _facets(facets: Mapping[str, Any], address: Address, linker: Linker) -> list[Facet]:
    made = []
    for name in SHOWN_FACETS:
        entries = [_entry(name, value, address, linker) for value in facets.get(name, ())]
        if entries:
            first = sorted(entries, key=lambda entry: not entry.current)
            made.append(Facet(name, first[:SHOWN], first[SHOWN:]))
    return made


def _entry(name: str, value: Mapping[str, Any], address: Address, linker: Linker) -> FacetEntry:
    label = filter_label(name, value["id"], value["label"], linker)
    pair = (name, value["id"])
    href = address.toggled(*pair)
    return FacetEntry(label, linker.ui.lang_of(label), value["count"], href, pair in address.pairs)
