"""Links to things, and cards of measures, as the templates print them."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.http.page.interface import Interface
from ontology.article import Article, Citation, Document, Measure, Mention
from ontology.entity import ENTITY_TYPES, EntityType
from ontology.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Ref:
    """A link: what it names, of which type, in which language; `note`, `count` and `date` beside it."""

    type: str
    label: str
    href: str | None = None
    lang: str = "en"
    note: str = ""
    count: int = 0
    date: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure with its slots as links; `source` is None on the page of its own document."""

    anchor: str
    href: str
    text: str
    language: str
    instrument: Ref
    standing: str
    score: float
    actors: list[Ref]
    industries: list[Ref]
    regions: list[Ref]
    policies: list[Ref]
    quantities: list[str]
    deadline: str | None
    source: Ref | None


@dataclass(frozen=True, slots=True)
class MarkView:
    """How a mark in the text is printed."""

    type: str
    status: str
    href: str
    hint: str
    anchor: str | None


class Linker:
    """Makes links for one reader from ids of one release."""

    def __init__(self, ui: Interface, knowledge: Knowledge) -> None:
        self.ui = ui
        self.knowledge = knowledge
        self._names: dict[str, str] = {}

    def thing(self, type_: str, id_: str, fallback: str | None = None) -> Ref:
        """A link to an entity, policy or article; plain words where the lists lack it."""
        if type_ == "policy":
            known = self.knowledge.policies.get(id_)
            label = self.ui.title(known) if known else fallback or id_
        elif type_ in ENTITY_TYPES:
            entity = self.knowledge.entities(as_entity_type(type_)).get(id_)
            if entity is None:
                return self._unlisted(type_, id_, fallback)
            label = self.ui.label(entity)
        else:
            label = fallback or id_
        return Ref(type_, label, self.ui.path(type_, id_), self.ui.lang_of(label))

    def _unlisted(self, type_: str, id_: str, fallback: str | None) -> Ref:
        """A thing without a page of its own leads to a search for its name."""
        label = fallback or id_.removeprefix("provisional-").replace("-", " ")
        return Ref(type_, label, self.ui.path("search", q=label), self.ui.lang_of(label))

    def things(self, type_: str, ids: Iterable[str]) -> list[Ref]:
        """Links to several things of a type."""
        return [self.thing(type_, id_) for id_ in ids]

    def publisher(self, name: str | None) -> str | None:
        """Publishers in the reader's language where the lists know them; several, by semicolons."""
        if not name:
            return None
        names = self._bodies()
        return self.ui.say("list.semicolon").join(names.get(part, part) for part in name.split("; "))

    def _bodies(self) -> dict[str, str]:
        if not self._names:
            for actor in self.knowledge.actors.values():
                for name in (actor.label_en, actor.label_zh):
                    self._names.setdefault(name, self.ui.label(actor))
        return self._names

    def document(self, document: Document) -> Ref:
        """A link to a document, titled in the reader's language where it has such a title."""
        title = self.ui.choose(document.title, document.title_zh)
        return Ref(
            document.kind,
            title,
            self.ui.path(document.kind, document.id),
            self.ui.lang_of(title),
            date=document.date,
        )

    def card(self, article: Article, number: int, *, with_source: bool) -> MeasureCard:
        """The card of an article's measure, counted from 1."""
        measure: Measure = article.annotation.measures[number - 1]
        document = article.document
        return MeasureCard(
            anchor=f"card-{document.id}-{number}" if with_source else f"card-m{number}",
            href=(self.ui.path(document.kind, document.id) if with_source else "") + f"#m{number}",
            text=measure.text,
            language=lang_tag(document.language),
            instrument=self.thing("instrument", measure.instrument),
            standing=measure.standing,
            score=measure.score,
            actors=self.things("actor", measure.actors),
            industries=self.things("industry", measure.industries),
            regions=self.things("region", measure.regions),
            policies=self.things("policy", measure.policies),
            quantities=[quantity.text for quantity in measure.quantities],
            deadline=measure.deadline,
            source=self.document(document) if with_source else None,
        )

    def mark(self, mark: Mention | Citation) -> MarkView:
        """How a mention or citation is printed in its text."""
        certainty = self.ui.certainty(mark.score)
        if isinstance(mark, Citation):
            label = self.thing("policy", mark.policy).label if mark.policy else ""
            href = self.ui.path("policy", mark.policy) if mark.policy else "#citations"
            words = [label, self.ui.word("status", mark.status), self.ui.word("by", mark.by), certainty]
            return MarkView("policy", mark.status, href, " · ".join(filter(None, words)), f"c{mark.start}")
        ref = self.thing(mark.type, mark.id, mark.label)
        words = [ref.label, self.ui.word("kind", mark.type), self.ui.word("status", mark.status), certainty]
        return MarkView(mark.type, mark.status, ref.href or "", " · ".join(words), None)


def filter_label(name: str, value: str, fallback: str, linker: Linker) -> str:
    """A filter's value in the reader's words; `fallback` is the name that search gives it."""
    if name in ENTITY_TYPES or name == "policy":
        return linker.thing(name, value, fallback).label
    if name in ("from", "to"):
        return f"{linker.ui.say('facet.' + name)} {value}"
    if name in ("kind", "standing", "language"):
        return linker.ui.word(name, value)
    return linker.publisher(fallback) or fallback


def as_entity_type(value: str) -> EntityType:
    """The value as the type of an authority list; KeyError where there is no such list."""
    known: dict[str, EntityType] = {type_: type_ for type_ in ENTITY_TYPES}
    return known[value]


def lang_tag(language: str) -> str:
    """The `lang` attribute for a document's language."""
    return "zh-Hans" if language == "zh" else language
