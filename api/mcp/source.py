"""Where an answer comes from: what every tool tells beside it, so that it can be quoted and checked."""

from typing import Any

from ontology.article import Document
from ontology.iri import iri
from ontology.policy import Policy

Shape = dict[str, Any]


def document_source(document: Document) -> Shape:
    """A document as it is cited: its IRI in the graph, title, publisher, date and original address.

    `text_role` tells a policy's own words from the register's summary of it.
    """
    return {
        "iri": iri(document.kind, document.id).value,
        "title": document.title or document.title_zh,
        "publisher": document.publisher,
        "date": document.date,
        "url": document.url,
        "text_role": document.text_role,
    }


def policy_source(policy: Policy) -> Shape:
    """A policy of the register: its IRI, number and the addresses its facts were taken from.

    `confidence` "medium" marks facts that no second source confirmed.
    """
    return {
        "iri": iri("policy", policy.id).value,
        "title": policy.title_en or policy.title_zh,
        "number": policy.number_zh,
        "urls": list(policy.sources),
        "confidence": policy.confidence,
    }
