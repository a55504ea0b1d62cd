"""View model of the page about the release."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.http.filters import Address
from api.http.page.changes import Changes, changes
from api.http.page.histogram import Histogram, histogram
from api.http.page.quality import FigureTable, quality
from api.http.page.reference import Linker
from ontology.entity import ENTITY_TYPES
from search.request import SearchQuery

if TYPE_CHECKING:
    from search.release import Release
    from search.result import FacetValue

SOURCES = 15


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, where they are shown, the `change` since the release before where it is known."""

    name: str
    value: int
    change: int | None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of documents, and how many of its documents are here."""

    name: str
    lang: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Counts, sources, quality, changes, and how the release was made."""

    counts: list[Count]
    lists: list[Count]
    sources: list[Source]
    more_sources: list[Source]
    histogram: Histogram | None
    quality: tuple[FigureTable, ...]
    made: list[tuple[str, str]]
    technical: list[tuple[str, str]]
    changes: Changes


def about_page(release: "Release", linker: Linker) -> AboutPage:
    """What the page about the release shows."""
    found = release.searcher.search(SearchQuery("", top=0))
    changed = changes(release, linker)
    years = [{"id": value.id, "count": value.count} for value in found.facets["year"]]
    sources = [_source(value, linker) for value in found.facets["publisher"]]
    return AboutPage(
        counts=_counts(release, changed, linker),
        lists=_lists(linker),
        sources=sources[:SOURCES],
        more_sources=sources[SOURCES:],
        histogram=histogram(years, Address(linker.ui.path("search"), ())),
        quality=quality(),
        made=_made(release, linker),
        technical=_technical(release),
        changes=changed,
    )


def _counts(release: "Release", changed: Changes, linker: Linker) -> list[Count]:
    ui, before = linker.ui, changed.counts
    places = {
        "articles": ui.path("search", kind="article"),
        "policies": ui.path("search", kind="policy"),
        "measures": ui.path("measures"),
        "statements": ui.path("query"),
    }
    now = release.manifest.counts
    more = {name: now[name] - before[name] for name in now.keys() & before.keys()}
    return [Count(ui.word("count", name), now[name], more.get(name), places.get(name)) for name in now]


def _lists(linker: Linker) -> list[Count]:
    sizes = [(type_, len(linker.knowledge.entities(type_))) for type_ in ENTITY_TYPES]
    return [Count(linker.ui.word("lists", type_), size, None) for type_, size in sizes]


def _source(value: "FacetValue", linker: Linker) -> Source:
    name = linker.publisher(value.id) or value.id
    return Source(name, linker.ui.lang_of(name), value.count, linker.ui.path("search", publisher=value.id))


def _made(release: "Release", linker: Linker) -> list[tuple[str, str]]:
    ui, manifest = linker.ui, release.manifest
    return [
        (ui.say("about.created"), manifest.created[:16].replace("T", " ") + " UTC"),
        (ui.say("about.software"), f"drcgraph {manifest.software}"),
        *((ui.say("about.model"), model.name) for model in manifest.models),
    ]


def _technical(release: "Release") -> list[tuple[str, str]]:
    manifest = release.manifest
    return _flat(
        {
            "format": manifest.format_version,
            "software": manifest.software,
            "reader": manifest.reader,
            "indexer": manifest.indexer,
            "knowledge": manifest.knowledge,
            "previous": manifest.previous or "—",
            "model": {model.name: f"{model.dimension} × {model.hash[:16]}" for model in manifest.models},
            "seconds": {step: f"{seconds:.2f}" for step, seconds in manifest.seconds.items()},
        }
    )


def _flat(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            rows += _flat(value, f"{prefix}{name} ")
        else:
            rows.append((f"{prefix}{name}".replace("_", " "), str(value)))
    return rows
