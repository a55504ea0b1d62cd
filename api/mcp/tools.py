"""What the tools answer: shapes of the JSON interface, cut to what fits a conversation, with sources."""

import json
from itertools import islice
from typing import Any

from api.mcp.opened import Opened
from api.mcp.source import document_source, policy_source
from api.shape import citation_shape, entity_shape, policy_shape
from ingest.read.date import iso_date
from ontology.entity import EntityType
from search.release import Release
from search.request import Filters, SearchQuery

Shape = dict[str, Any]

DOCUMENTS = 20
"""How many documents a search may give."""

LISTED = 20
"""How many mentions or citations of a thing are shown."""

CHARACTERS = 20_000
"""How long the result of a query, or a text, may be; what is cut off is told."""

TEXT_LIMIT = 50_000
"""Characters of a text to read for citations."""

_CONTEXT = 120


def search_documents(
    release: Release,
    question: str,
    top: int,
    filters: dict[str, tuple[str, ...]],
    *,
    date_from: str | None,
    date_to: str | None,
) -> Shape:
    """Hits with their passages; `sources` by document id. Raises InvalidInputError for unknown values."""
    chosen = Filters(**filters, date_from=date_from, date_to=date_to)
    shape = release.searcher.search(SearchQuery(question, chosen, top=top)).to_json()
    for left_out in ("facets", "next", "took_ms"):
        shape.pop(left_out)
    documents = {hit["id"]: release.documents.document(hit["id"]) for hit in shape["hits"]}
    return {
        **shape,
        "limits": {"documents": DOCUMENTS},
        "sources": {id_: document_source(found) for id_, found in documents.items()},
    }


def describe_entity(release: Release, type_: EntityType, id_: str) -> Shape:
    """A list entry with the sentences that mention it. Raises NotFoundError."""
    entity = release.knowledge.entity(type_, id_)
    found = release.documents.mentions_of(type_, entity.id)
    return {
        **entity_shape(entity),
        "release": release.id,
        "mentions": [
            {"document": article.document.id, "quote": _around(article.document.text, item.start, item.end)}
            for article, item in found[:LISTED]
        ],
        "mentions_in_all": len(found),
        "limits": {"mentions": LISTED},
        "sources": {a.document.id: document_source(a.document) for a, _ in found[:LISTED]},
    }


def describe_policy(release: Release, id_: str) -> Shape:
    """A register entry with its text and the sentences that cite it. Raises NotFoundError."""
    policy = release.knowledge.policy(id_)
    found = release.documents.citations_of(policy.id)
    sources = {a.document.id: document_source(a.document) for a, _ in found[:LISTED]}
    shape = {
        **policy_shape(policy),
        "release": release.id,
        "citations": [
            {"document": article.document.id, "quote": _around(article.document.text, item.start, item.end)}
            for article, item in found[:LISTED]
        ],
        "citations_in_all": len(found),
        "limits": {"citations": LISTED, "characters": CHARACTERS},
    }
    if policy.id in release.documents:
        document = release.documents.document(policy.id)
        shape |= {"text": document.text[:CHARACTERS], "text_role": document.text_role}
        shape["truncated"] = len(document.text) > CHARACTERS
    return {**shape, "sources": {policy.id: policy_source(policy), **sources}}


def cite_text(opened: Opened, text: str, date: str | None) -> Shape:
    """The citations of a text; `sources` are the policies that they lead to, or may.

    Raises InvalidInputError where `date` is no date.
    """
    release, annotation = opened.annotate(text, iso_date(date) if date else None)
    policies = {id_ for c in annotation.citations for id_ in (c.policy, *c.candidates) if id_}
    return {
        **citation_shape("", annotation),
        "release": release.id,
        "limits": {"characters": TEXT_LIMIT},
        "sources": {id_: policy_source(release.knowledge.policy(id_)) for id_ in sorted(policies)},
    }


def run_query(opened: Opened, query: str) -> Shape:
    """The result of a query with the limits that it ran under.

    A table is given as rows, a graph as Turtle; what is longer than CHARACTERS is cut, and said to be.
    `sources` are the IRIs of the documents in it.
    """
    pool, release, settings = opened.queries(), opened.release(), opened.settings
    result = pool.run(query, ["json", "ttl"])
    limits = {
        "seconds": settings.sparql_time_limit,
        "memory_mb": settings.sparql_memory_limit_mb,
        "characters": CHARACTERS,
    }
    told = {"release": release.id, "rows": result.rows, "limits": limits}
    content = result.read().decode("utf-8")
    if result.format != "json":
        cut = content[:CHARACTERS]
        shape: Shape = {"turtle": cut, "truncated": len(cut) < len(content)}
    else:
        shape = _table(json.loads(content))
    return {**shape, **told, "sources": _sources(release, json.dumps(shape, ensure_ascii=False))}


def _table(content: Shape) -> Shape:
    if "boolean" in content:
        return {"boolean": content["boolean"], "truncated": False}
    rows = [{name: cell["value"] for name, cell in row.items()} for row in content["results"]["bindings"]]
    used, kept = 0, 0
    for row in rows:
        used += len(json.dumps(row, ensure_ascii=False))
        if used > CHARACTERS:
            break
        kept += 1
    return {"variables": content["head"]["vars"], "table": rows[:kept], "truncated": kept < len(rows)}


def _sources(release: Release, text: str) -> Shape:
    from ontology.iri import document_ids

    named = islice(dict.fromkeys(document_ids(text)), LISTED)
    return {
        id_: document_source(release.documents.document(id_)) for id_ in named if id_ in release.documents
    }


def _around(text: str, start: int, end: int) -> str:
    """The words with some of what stands around them."""
    first, last = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    return ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")
