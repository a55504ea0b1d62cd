"""What pages tell search engines of their subject, in schema.org's terms as JSON-LD."""

from typing import Any

from ontology.article import Article, Document
from ontology.entity import Actor, Entity, Region
from ontology.iri import iri
from ontology.knowledge import Knowledge
from ontology.policy import Policy

Structured = dict[str, Any]

_FORCE = {
    "in-force": "InForce",
    "expired": "NotInForce",
    "repealed": "NotInForce",
    "superseded": "NotInForce",
}


def article_data(article: Article, knowledge: Knowledge, address: str) -> Structured:
    """An article with the policies that it cites; `address` is that of its page."""
    document = article.document
    cited = dict.fromkeys(citation.policy for citation in article.annotation.citations if citation.policy)
    return _thing(
        "Article",
        iri("article", document.id).value,
        address,
        headline=document.title,
        alternativeHeadline=document.title_zh,
        **_published(document),
        citation=[
            {"@type": "Legislation", "@id": iri("policy", id_).value, "name": _name(knowledge.policy(id_))}
            for id_ in cited
            if id_ in knowledge.policies
        ],
    )


def policy_data(policy: Policy, knowledge: Knowledge, address: str) -> Structured:
    """A policy with its number, date, issuers and whether it is in force."""
    issuers = [knowledge.entity("actor", id_) for id_ in policy.issuers]
    return _thing(
        "Legislation",
        iri("policy", policy.id).value,
        address,
        name=_name(policy),
        alternateName=[name for name in (policy.title_zh, *policy.aliases_en, *policy.aliases_zh) if name],
        legislationIdentifier=policy.number_zh or policy.number_en,
        legislationDate=policy.date,
        legislationPassedBy=[
            {"@type": "Organization", "@id": iri("actor", issuer.id).value, "name": issuer.label_en}
            for issuer in issuers
        ],
        legislationLegalForce=_FORCE.get(policy.status),
        abstract=policy.summary,
        sameAs=list(policy.sources),
    )


def entity_data(entity: Entity, address: str) -> Structured:
    """An entry of the lists: an organization, a place, else a term."""
    kind = {Actor: "Organization", Region: "AdministrativeArea"}.get(type(entity), "DefinedTerm")
    place = entity if isinstance(entity, Region) and entity.lat is not None else None
    return _thing(
        kind,
        iri(entity.type, entity.id).value,
        address,
        name=entity.label_en or entity.label_zh,
        alternateName=[n for n in (entity.label_zh, *entity.aliases_en, *entity.aliases_zh) if n],
        geo=place and {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.long},
    )


def _published(document: Document) -> Structured:
    publisher = document.publisher and {"@type": "Organization", "name": document.publisher}
    return {
        "inLanguage": document.language,
        "datePublished": document.date,
        # Whether an author is a person or a body the source does not tell.
        "author": [{"@type": "Thing", "name": name} for name in document.authors],
        "publisher": publisher,
        "sameAs": document.url,
    }


def _name(policy: Policy) -> str:
    return policy.title_en or policy.title_zh


def _thing(kind: str, node: str, address: str, /, **facts: object) -> Structured:
    """A node without the facts that are not known."""
    known = {key: value for key, value in facts.items() if value}
    return {"@context": "https://schema.org", "@type": kind, "@id": node, "url": address, **known}
