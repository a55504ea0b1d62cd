"""What stands next to a thing in the graph: the nodes and edges of a network that one walks step by step."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.http.page.reference import Linker, Ref, as_entity_type
from ontology.article import Article
from ontology.entity import Entity
from ontology.knowledge import Knowledge
from ontology.policy import Policy

if TYPE_CHECKING:
    from search.release import Release

LIMIT = 24


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the network; `id` is kind/id, `href` its page."""

    id: str
    type: str
    label: str
    lang: str
    href: str | None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed link between two node ids; `count` tells how often it was found."""

    source: str
    target: str
    relation: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A thing with its direct neighbours; `left_out` counts those beyond LIMIT."""

    nodes: list[Node]
    edges: list[Edge]
    left_out: int


def neighbours(kind: str, id_: str, release: "Release", linker: Linker) -> Neighbours:
    """The neighbours of an article, a policy or an entity of the lists.

    Raises NotFoundError for what the release lacks, KeyError for an unknown kind.
    """
    if kind == "policy":
        edges = _policy_edges(linker.knowledge.policy(id_), release)
    elif kind == "article":
        edges = _article_edges(release.documents.get(id_))
    else:
        edges = _entity_edges(linker.knowledge.entity(as_entity_type(kind), id_), release, linker.knowledge)
    own = f"{kind}/{id_}"
    found = list(dict.fromkeys(edge for edge in edges if edge.source != edge.target))
    others = list(dict.fromkeys(e.target if e.source == own else e.source for e in found))
    shown = {own, *others[:LIMIT]}
    nodes = [_node(name, release, linker) for name in (own, *others[:LIMIT])]
    kept = [edge for edge in found if edge.source in shown and edge.target in shown]
    return Neighbours(nodes, kept, max(0, len(others) - LIMIT))


def policy_relations(policy: Policy, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """A policy's relations as (name, id of the other policy); those of others to it end in `.inverse`."""
    for relation in policy.relations:
        yield relation.type, relation.target
    for other in knowledge.policies.values():
        for relation in other.relations:
            if relation.target == policy.id:
                yield f"{relation.type}.inverse", other.id


def named_with(entity: Entity, articles: Iterable[Article]) -> list[tuple[tuple[str, str], int]]:
    """What the same documents mention, as (type, id) with the number of documents, most frequent first."""
    together: Counter[tuple[str, str]] = Counter()
    for article in articles:
        together.update({(m.type, m.id) for m in article.annotation.mentions if m.status == "listed"})
    del together[(entity.type, entity.id)]
    return together.most_common()


def _policy_edges(policy: Policy, release: "Release") -> Iterator[Edge]:
    own = f"policy/{policy.id}"
    for name, other in policy_relations(policy, release.knowledge):
        relation, _, inverse = name.partition(".")
        ends = (f"policy/{other}", own) if inverse else (own, f"policy/{other}")
        yield Edge(*ends, relation)
    citing = Counter(
        (article.document.kind, article.document.id)
        for article, _ in release.documents.citations_of(policy.id)
    )
    for (kind, id_), count in citing.most_common():
        yield Edge(f"{kind}/{id_}", own, "cites", count)
    if policy.id in release.documents:
        yield from _cited(release.documents.get(policy.id))


def _article_edges(article: Article) -> Iterator[Edge]:
    yield from _cited(article)
    own = f"article/{article.document.id}"
    mentioned = Counter((m.type, m.id) for m in article.annotation.mentions if m.status == "listed")
    for (type_, id_), count in mentioned.most_common(LIMIT // 2):
        yield Edge(own, f"{type_}/{id_}", "mentions", count)


def _cited(article: Article) -> Iterator[Edge]:
    """What a document's text cites."""
    own = f"{article.document.kind}/{article.document.id}"
    cited = Counter(citation.policy for citation in article.annotation.citations if citation.policy)
    for policy, count in cited.most_common():
        yield Edge(own, f"policy/{policy}", "cites", count)


def _entity_edges(entity: Entity, release: "Release", knowledge: Knowledge) -> Iterator[Edge]:
    own = f"{entity.type}/{entity.id}"
    if entity.broader:
        yield Edge(own, f"{entity.type}/{entity.broader}", "belongs")
    found = release.documents.mentions_of(entity.type, entity.id) if entity.type != "instrument" else []
    articles = {article.document.id: article for article, _ in found}
    for (type_, id_), count in named_with(entity, articles.values())[: LIMIT * 2]:
        if knowledge.entities(as_entity_type(type_)).get(id_):
            yield Edge(own, f"{type_}/{id_}", "together", count)
    for policy in knowledge.policies.values():
        if entity.id in (policy.issuers if entity.type == "actor" else ()):
            yield Edge(own, f"policy/{policy.id}", "issued")


def _node(name: str, release: "Release", linker: Linker) -> Node:
    kind, _, id_ = name.partition("/")
    ref: Ref = (
        linker.document(release.documents.document(id_)) if kind == "article" else linker.thing(kind, id_)
    )
    date = linker.knowledge.policies[id_].date if kind == "policy" and ref.href else ref.date
    return Node(name, kind, ref.label, ref.lang, ref.href, date)
