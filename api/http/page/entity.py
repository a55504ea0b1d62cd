"""View model of an entity's page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.http.filters import Address
from api.http.neighbours import named_with
from api.http.page.document import data_links
from api.http.page.instruments import InstrumentChart, instrument_chart
from api.http.page.place import PlaceMap, place_map
from api.http.page.quoting import Quote, quotes
from api.http.page.reference import Linker, MeasureCard, Ref
from ontology.article import Article, Measure
from ontology.entity import Actor, Entity, Industry, Instrument, Region
from ontology.knowledge import Knowledge
from search.measure_filter import MeasureFilter

if TYPE_CHECKING:
    from search.release import Release

CARDS, SENTENCES, NEIGHBOURS = 12, 20, 18
CHARTED = 2000
"""Measures that the drawing counts, the newest: reading them all would make a page of China slow."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Names, place in its list, what is proposed for it, where it is mentioned, what it is named with."""

    type: str
    title: str
    second: str
    facts: list[tuple[str, list[Ref]]]
    measures: list[MeasureCard]
    measure_count: int
    all_measures: str
    mentions: list[Quote]
    documents: int
    neighbours: list[Ref]
    search: str
    data: list[tuple[str, str]]
    chart: InstrumentChart | None
    walk: str
    map: PlaceMap | None


def entity_page(entity: Entity, release: "Release", linker: Linker) -> EntityPage:
    """What the page of an entity shows; measures and mentions of everything below it in its list included."""
    title = linker.ui.label(entity)
    found = release.documents.mentions_of(entity.type, entity.id) if entity.type != "instrument" else []
    wanted = measures_of(entity, linker.knowledge)
    articles = {article.document.id: article for article, _ in found}
    return EntityPage(
        type=entity.type,
        title=title,
        second=next((name for name in (entity.label_en, entity.label_zh) if name and name != title), ""),
        facts=_facts(entity, linker),
        measures=measure_cards(release.documents.measures(wanted, CARDS), linker),
        measure_count=release.documents.count_measures(wanted),
        all_measures=linker.ui.path("measures", **{entity.type: entity.id}),
        mentions=quotes(found, linker)[:SENTENCES],
        documents=len(articles),
        neighbours=_neighbours(entity, list(articles.values()), linker),
        search=linker.ui.path("search", q=title),
        chart=_chart(entity, release, linker),
        walk=linker.ui.path("api", "network", entity.type, entity.id),
        map=place_map(entity, linker),
        data=data_links(entity.type, entity.id, linker),
    )


def _chart(entity: Entity, release: "Release", linker: Linker) -> InstrumentChart | None:
    wanted = measures_of(entity, linker.knowledge)
    address = Address(linker.ui.path("measures"), [(entity.type, entity.id)])
    return instrument_chart(release.documents.measures(wanted, CHARTED), address, linker)


def measures_of(entity: Entity, knowledge: Knowledge) -> MeasureFilter:
    """The measures that name the entity or anything below it in its list."""
    ids = knowledge.narrower(entity.type, entity.id)
    by_type = {
        "actor": MeasureFilter(actors=ids),
        "industry": MeasureFilter(industries=ids),
        "region": MeasureFilter(regions=ids),
        "instrument": MeasureFilter(instruments=ids),
    }
    return by_type[entity.type]


def measure_cards(found: Iterable[tuple[Article, Measure]], linker: Linker) -> list[MeasureCard]:
    """Cards with their sources."""
    numbered = ((article, article.annotation.measures.index(measure) + 1) for article, measure in found)
    return [linker.card(article, number, with_source=True) for article, number in numbered]


def _neighbours(entity: Entity, articles: list[Article], linker: Linker) -> list[Ref]:
    """What the same documents mention most, each document counted once."""
    return [linker.thing(type_, id_) for (type_, id_), _ in named_with(entity, articles)[:NEIGHBOURS]]


def _facts(entity: Entity, linker: Linker) -> list[tuple[str, list[Ref]]]:
    ui, knowledge = linker.ui, linker.knowledge
    children = [other for other in knowledge.entities(entity.type).values() if other.broader == entity.id]
    below = sorted((linker.thing(entity.type, child.id) for child in children), key=lambda ref: ref.label)
    names = [Ref("", name, lang=ui.lang_of(name)) for name in (*entity.aliases_en, *entity.aliases_zh)]
    facts = [
        ("entity.definition", _definition(entity, linker)),
        ("entity.names", names),
        ("entity.broader", [linker.thing(entity.type, entity.broader)] if entity.broader else []),
        *_own_facts(entity, linker),
        ("entity.narrower", below),
        ("entity.unconfirmed", _unconfirmed(entity, linker)),
    ]
    return [(key, values) for key, values in facts if values]


def _unconfirmed(entity: Entity, linker: Linker) -> list[Ref]:
    """What is told of the entity without a source."""
    names = (linker.ui.word("property", name.rpartition(":")[2]) for name in entity.unconfirmed)
    return [Ref("", name) for name in names]


def _definition(entity: Entity, linker: Linker) -> list[Ref]:
    if not isinstance(entity, Instrument):
        return []
    text = linker.ui.choose(entity.definition_en, entity.definition_zh)
    return [Ref("", text, lang=linker.ui.lang_of(text))] if text else []


def _own_facts(entity: Entity, linker: Linker) -> list[tuple[str, list[Ref]]]:
    if isinstance(entity, Actor):
        return _actor_facts(entity, linker)
    if isinstance(entity, Region):
        place = f"{entity.lat:.2f}° N, {entity.long:.2f}° E" if entity.lat and entity.long else None
        codes = {"GB/T 2260": entity.gbt2260, "ISO 3166-1": entity.iso3166, "GeoNames": entity.geonames}
        return [("entity.coordinates", [Ref("", place)] if place else []), ("entity.codes", _codes(codes))]
    if isinstance(entity, Industry):
        return [("entity.codes", _codes({"GB/T 4754-2017": entity.gbt4754, "ISIC Rev. 4": entity.isic4}))]
    return []


def _actor_facts(actor: Actor, linker: Linker) -> list[tuple[str, list[Ref]]]:
    before = [other.id for other in linker.knowledge.actors.values() if other.successor == actor.id]
    return [
        ("entity.form", [Ref("", linker.ui.word("form", actor.kind))]),
        ("entity.place", [linker.thing("region", actor.region)] if actor.region else []),
        ("entity.successor", [linker.thing("actor", actor.successor)] if actor.successor else []),
        ("entity.predecessor", linker.things("actor", before)),
    ]


def _codes(codes: Mapping[str, object]) -> list[Ref]:
    return [Ref("", f"{scheme} {code}") for scheme, code in codes.items() if code]
