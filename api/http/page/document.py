"""View models of the article and the policy page."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from api.http.filters import Address
from api.http.neighbours import policy_relations
from api.http.page.citing import cite_as
from api.http.page.cocited import CoCited, co_cited
from api.http.page.names import DocumentMarks, NameView, group_citations, mark_anchor
from api.http.page.network import Network, network
from api.http.page.pairs import Pair, pairs
from api.http.page.quoting import Quote, quotes
from api.http.page.reference import Linker, MarkView, MeasureCard, Ref, lang_tag
from api.http.page.related import RelatedView, related_views
from api.http.page.text import Stretch, annotated
from api.http.page.timeline import Timeline, timeline
from ontology.article import Article, Citation, Document, Mention
from ontology.policy import Policy

if TYPE_CHECKING:
    from search.release import Release

LANGUAGE_NAMES = {"en": "English", "zh": "中文"}
DATA_TYPES = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"))


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation in the list under a text; repeated ones are one entry."""

    text: str
    status: str
    by: str
    score: float
    policy: Ref | None
    candidates: list[Ref]
    validity: str | None
    anchor: str
    count: int
    entry: str | None
    choices: list[tuple[str, str, str]]
    search: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Which software read a text, and when: the provenance of all that is marked in it."""

    software: str
    created: str


@dataclass(frozen=True, slots=True)
class TextView:
    """An annotated text with what was read in it."""

    language: str
    paragraphs: list[tuple[Stretch, ...]]
    mark: Callable[[Mention | Citation], MarkView]
    warnings: tuple[str, ...]
    citations: list[CitationView]
    measures: list[MeasureCard]
    names: list[NameView]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article: metadata, annotated text, cards."""

    title: str
    second: str | None
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    url: str | None
    host: str
    text: TextView
    data: list[tuple[str, str]]
    versions: list[Ref]
    related: list[RelatedView]
    cite_as: list[tuple[str, str]]
    pairs: list[Pair]
    reading: Reading


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """A register entry: facts, text or summary, relations in both directions, who cites it."""

    title: str
    second: str
    number: str | None
    date: str | None
    status: str
    unsure: bool
    is_summary: bool
    text: TextView | None
    facts: list[tuple[str, list[Ref]]]
    relations: list[tuple[str, list[Ref]]]
    citing: list[tuple[str, list[Quote]]]
    citing_count: int
    co_cited: list[CoCited]
    data: list[tuple[str, str]]
    related: list[RelatedView]
    reading: Reading
    pairs: list[Pair]
    timeline: Timeline | None
    network: Network | None
    walk: str


def article_page(article: Article, release: "Release", linker: Linker) -> ArticlePage:
    """What the page of an article shows; `versions` are the same work in other languages."""
    document, documents = article.document, release.documents
    title, versions = linker.document(document).label, documents.versions_of(document.id)
    return ArticlePage(
        title=title,
        second=next((t for t in (document.title, document.title_zh) if t and t != title), None),
        authors=document.authors,
        publisher=linker.publisher(document.publisher),
        date=document.date,
        url=document.url if document.url and urlsplit(document.url).scheme in ("http", "https") else None,
        host=urlsplit(document.url or "").hostname or "",
        text=read_text(article, linker),
        data=data_links("article", document.id, linker),
        related=related_views(document.id, release, linker, leaving_out=versions),
        versions=[_version(documents.document(id_), linker) for id_ in versions],
        cite_as=cite_as(document, document.title),
        pairs=pairs("article", document.id, release, linker),
        reading=reading(release),
    )


def _version(document: Document, linker: Linker) -> Ref:
    """A link to a text in another language, which it calls by its own name."""
    name = LANGUAGE_NAMES.get(document.language, document.language)
    return Ref(document.kind, name, linker.document(document).href, lang_tag(document.language))


def reading(release: "Release") -> Reading:
    """The provenance of what a release's documents are marked with."""
    manifest = release.manifest
    return Reading(manifest.software, manifest.created[:10])


def read_text(article: Article, linker: Linker) -> TextView:
    """The text of a published document: its marks lead to entries with confidence and provenance."""
    return text_view(article, linker, DocumentMarks(article.annotation, linker))


def text_view(article: Article, linker: Linker, marks: DocumentMarks | None = None) -> TextView:
    """The annotated text of a document and the lists beside it; without `marks`, names link to pages."""
    count = len(article.annotation.measures)
    return TextView(
        language=lang_tag(article.document.language),
        paragraphs=annotated(article.document.text, article.annotation),
        mark=marks or linker.mark,
        warnings=article.annotation.warnings,
        citations=citation_views(article.annotation.citations, linker, marks),
        measures=[linker.card(article, number, with_source=False) for number in range(1, count + 1)],
        names=marks.views() if marks else [],
    )


def citation_views(
    citations: tuple[Citation, ...], linker: Linker, marks: DocumentMarks | None = None
) -> list[CitationView]:
    """The citations, each policy (or unregistered name) once, in order of first appearance."""
    return [_citation_view(group, linker, marks) for group in group_citations(citations).values()]


def data_links(kind: str, id_: str, linker: Linker) -> list[tuple[str, str]]:
    """The addresses of the page's data."""
    return [(name, linker.ui.path("id", kind, id_, format=suffix)) for name, suffix in DATA_TYPES]


def policy_page(policy: Policy, release: "Release", linker: Linker) -> PolicyPage:
    """What the page of a policy shows."""
    article = release.documents.get(policy.id) if policy.id in release.documents else None
    title = linker.ui.title(policy)
    number = linker.ui.choose(policy.number_en, policy.number_zh) or None
    others = [pair for pair in release.documents.citations_of(policy.id) if pair[0].document.id != policy.id]
    citing, relations = quotes(others, linker), _relations(policy, linker)
    cited = Address(linker.ui.path("search"), [("policy", policy.id)])
    return PolicyPage(
        title=title,
        second=next((t for t in (policy.title_en, policy.title_zh) if t and t != title), ""),
        number=number,
        date=policy.date,
        status=policy.status,
        unsure=policy.confidence == "medium",
        is_summary=article is None or article.document.text_role == "register summary",
        text=read_text(article, linker) if article and article.document.text else None,
        facts=_facts(policy, linker),
        relations=relations,
        citing=[(year, list(group)) for year, group in groupby(citing, lambda quote: (quote.date or "")[:4])],
        citing_count=len(citing),
        co_cited=co_cited(policy.id, release, linker) if article else [],
        timeline=timeline(policy, [quote.date for quote in citing], cited, int(release.manifest.created[:4])),
        network=network(policy, relations, linker),
        walk=linker.ui.path("api", "network", "policy", policy.id),
        data=data_links("policy", policy.id, linker),
        related=related_views(policy.id, release, linker) if article else [],
        reading=reading(release),
        pairs=pairs("policy", policy.id, release, linker) if article else [],
    )


def _citation_view(group: list[Citation], linker: Linker, marks: DocumentMarks | None) -> CitationView:
    first = group[0]
    return CitationView(
        text=first.text,
        status=first.status,
        by=first.by,
        score=first.score,
        policy=linker.thing("policy", first.policy, first.title) if first.policy else None,
        candidates=linker.things("policy", first.candidates) if not first.policy else [],
        validity=next((citation.validity for citation in group if citation.validity), None),
        anchor=mark_anchor(first),
        count=len(group),
        entry=marks.anchor(first) if marks else None,
        choices=_choices(first, linker),
        search=linker.ui.path("search", q=first.title or first.text),
    )


def _choices(citation: Citation, linker: Linker) -> list[tuple[str, str, str]]:
    """The candidates of an open citation as a form sends them: value, title, language."""
    refs = zip(citation.candidates, linker.things("policy", citation.candidates), strict=True)
    return [(f"{citation.start}:{id_}", ref.label, ref.lang) for id_, ref in refs]


def _facts(policy: Policy, linker: Linker) -> list[tuple[str, list[Ref]]]:
    ui = linker.ui
    unchecked = ui.say("policy.unchecked") if policy.number_checked is False else ""
    numbers = [
        Ref("", n, lang=ui.lang_of(n), note=unchecked) for n in (policy.number_zh, policy.number_en) if n
    ]
    others = [Ref("", name, lang=ui.lang_of(name)) for name in (*policy.aliases_en, *policy.aliases_zh)]
    sources = [_source(address) for address in policy.sources]
    facts = [
        ("policy.number", numbers),
        ("policy.issuers", linker.things("actor", policy.issuers)),
        ("policy.date", _words(policy.date)),
        ("policy.validity", _words(_validity(policy, linker))),
        ("policy.status", _words(ui.word("validity", policy.status))),
        ("policy.kind", _words(ui.word("form", policy.kind))),
        ("policy.level", _words(ui.word("level", policy.level))),
        ("policy.regions", linker.things("region", policy.regions)),
        ("policy.industries", linker.things("industry", policy.industries)),
        ("policy.other_names", others),
        ("policy.sources", sources),
    ]
    return [(key, values) for key, values in facts if values]


def _words(text: str | None) -> list[Ref]:
    return [Ref("", text)] if text else []


def _source(address: str) -> Ref:
    parts = urlsplit(address)
    return Ref("", parts.hostname or address, address if parts.scheme in ("http", "https") else None)


def _validity(policy: Policy, linker: Linker) -> str | None:
    if policy.valid_from and policy.valid_to:
        return linker.ui.say("policy.validity.range", start=policy.valid_from, end=policy.valid_to)
    return linker.ui.say("policy.validity.since", start=policy.valid_from) if policy.valid_from else None


def _relations(policy: Policy, linker: Linker) -> list[tuple[str, list[Ref]]]:
    grouped: dict[str, list[Ref]] = {}
    for name, other in policy_relations(policy, linker.knowledge):
        grouped.setdefault(name, []).append(linker.thing("policy", other))
    return list(grouped.items())
