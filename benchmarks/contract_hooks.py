"""What schemathesis cannot read off the OpenAPI document: how RDF and SPARQL are sent, and what there is.

A valid value may still name nothing: ids and queries of well-formed requests are drawn from those that the
small release of `contract.py` has, so that requests reach beyond the look-up. Malformed ones stay as made.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

import schemathesis
from schemathesis import Case, DeserializationContext, HookContext, Response, SerializationContext

T = TypeVar("T")

RDF = ("text/turtle", "application/n-triples", "application/rdf+xml")
SPARQL = ("application/sparql-query", "application/sparql-update")

FILTERS = {
    "region": ("heilongjiang", "daqing", "northeast-china"),
    "industry": ("petrochemical", "manufacturing"),
    "actor": ("state-council", "ndrc"),
    "instrument": ("tax-incentive", "talent-policy"),
    "policy": ("made-in-china-2025", "northeast-revitalization-strategy"),
    "publisher": ("China Daily", "People's Daily Online"),
}
IDS = {
    "article": ("2006-heilongjiang-maps-resurgence", "2003-vows-revitalize-northeastern-base"),
    "actor": FILTERS["actor"],
    "industry": FILTERS["industry"],
    "region": FILTERS["region"],
    "instrument": FILTERS["instrument"],
    "policy": FILTERS["policy"],
}
KINDS = {"/api/articles/{id}": "article", "/api/policies/{id}": "policy"}
QUERIES = (
    "ASK { ?s ?p ?o }",
    "SELECT ?s ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 9",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
)
FORMATS = ("json", "xml", "csv", "tsv", "text/csv")
WRITES = 40
"""One of so many well-formed writes is sent."""

GRAPH = "https://w3id.org/drcgraph/graph/user/contract"
UPDATE = f'INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:a> <a:b> "c" }} }}'
GRAPHS = ("https://w3id.org/drcgraph/graph/ontology", "https://w3id.org/drcgraph/graph/register")
STATEMENTS = {
    "text/turtle": '<a:a> <a:b> "c" .',
    "application/n-triples": '<a:a> <a:b> "c" .',
    "application/ld+json": {"@id": "a:a", "a:b": "c"},
    "application/rdf+xml": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="a:">'
        '<rdf:Description rdf:about="a:a"><x:b>c</x:b></rdf:Description></rdf:RDF>'
    ),
}


# RDF/XML is of the family of XML, whose serializer would wrap it.
@schemathesis.serializer("application/xml", *RDF, *SPARQL)
def as_text(_: SerializationContext, value: object) -> bytes:
    """A body of text as it is; what is no text, as Python writes it, which is none of these languages."""
    return _bytes(value)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@schemathesis.deserializer("text/csv")
def as_table(_: DeserializationContext, response: Response) -> str:
    """A table as the text that it is."""
    return response.content.decode("utf-8-sig")


@schemathesis.hook
def filter_case(_: HookContext, case: Case) -> bool:
    """Leaves out what cannot be sent as it was meant, and most of the writes that are well-formed.

    A part of a form has no type on the wire: whatever was put there for a file is one. That a file may not be
    empty can't be declared. A well-formed write is a new release, which takes seconds.
    """
    positive = case.meta is not None and case.meta.generation.mode.is_positive
    if case.media_type == "multipart/form-data" and isinstance(case.body, dict) and "file" in case.body:
        return positive and bool(_bytes(case.body["file"]).strip()) and _is_sent(case)
    return not positive or _is_sent(case)


def _is_sent(case: Case) -> bool:
    """Whether a well-formed request is among those that are sent: of writes, few."""
    writes = "writing" in (case.operation.tags or ()) and case.method != "GET"
    return not writes or _pick((case.body, case.query, case.path_parameters), range(WRITES)) == 0


@schemathesis.hook
def map_case(_: HookContext, case: Case) -> Case:
    """Well-formed requests name what there is."""
    if case.meta is not None and case.meta.generation.mode.is_positive:
        _name_known(case)
    return case


@schemathesis.hook
def before_add_examples(_: HookContext, examples: list[Case]) -> None:
    """Examples, too, that cannot be good together, such as a cursor with other filters."""
    for case in examples:
        _name_known(case)


def _name_known(case: Case) -> None:
    path, query = case.path_parameters or {}, case.query or {}
    # Half of the things asked for by their address exist.
    kind = path.get("type") or path.get("kind") or KINDS.get(case.operation.path)
    if kind in IDS and _pick(path["id"], (True, False)) and case.method != "DELETE":
        path["id"] = _pick(path["id"], IDS[str(kind)])
    # A cursor is of one list in one release: tests/api/http/test_paging.py follows it.
    query.pop("cursor", None)
    for name in query.keys() & FILTERS.keys():
        query[name] = [_pick(value, FILTERS[name]) for value in _listed(query[name])]
    if query.get("from") and query.get("to"):
        query["from"], query["to"] = sorted((str(query["from"]), str(query["to"])))
    if "ignore" in query:
        query["ignore"] = ["region/daqing" for _ in _listed(query["ignore"])]
    if case.operation.path.startswith("/sparql"):
        _ask_known(case)


def _ask_known(case: Case) -> None:
    query = case.query if case.query is not None else {}
    if case.operation.path == "/sparql/graph":
        named = GRAPH if case.method in ("PUT", "POST", "DELETE") else _pick(query.get("graph"), GRAPHS)
        query.pop("default", None)
        query["graph"] = named
        if case.media_type in STATEMENTS:
            case.body = STATEMENTS[case.media_type]
        return
    for name in ("default-graph-uri", "named-graph-uri"):
        if name in query:
            query[name] = [_pick(value, GRAPHS) for value in _listed(query[name])]
    if query.get("format"):
        query["format"] = _pick(query["format"], FORMATS)
    if case.method == "GET" and query:
        query["query"] = _pick(query.get("query"), QUERIES)
    word, known = ("update", (UPDATE,)) if case.operation.path.endswith("update") else ("query", QUERIES)
    if case.media_type in SPARQL:
        case.body = _pick(case.body, known)
    elif isinstance(case.body, dict):
        case.body = {word: _pick(case.body.get(word), known)}
        for name in ("default-graph-uri", "named-graph-uri"):
            query.pop(name, None)


def _pick(value: object, known: Sequence[T]) -> T:
    """One of the known values, the same for the same value."""
    return known[int(sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest(), 16) % len(known)]


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]
