"""The tests of the SPARQL 1.1 Protocol: the suite names them in words, so the requests are written here.

Each function is the test of its name, and fails by an exception. It finds three graphs of a statement each.
"""

# ruff: noqa: D103  the name of the test says it

from collections.abc import Sequence

import httpx
from pyoxigraph import NamedNode, Triple
from w3c.user_graphs import USER_GRAPHS

from ontology.named_graph import NamedGraph

FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
JSON = "application/sparql-results+json"
TABLES = {JSON, "application/sparql-results+xml", "text/tab-separated-values", "text/csv"}
GRAPHS = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}
ONE, TWO, THREE = (f"{USER_GRAPHS}w3c-protocol-{number}" for number in (1, 2, 3))
ASK, STATEMENT = "ASK {}", "<urn:s> <urn:p> <urn:o>"


def protocol_graphs() -> list[NamedGraph]:
    """The graphs that the tests find: each says of its own name that it is a graph."""
    kind, graph = NamedNode("urn:type"), NamedNode("urn:Graph")
    return [NamedGraph(iri, [Triple(NamedNode(iri), kind, graph)]) for iri in (ONE, TWO, THREE)]


def query_get(client: httpx.Client) -> None:
    _true(client.get("/sparql", params={"query": ASK}, headers={"accept": JSON}))


def query_post_form(client: httpx.Client) -> None:
    _true(client.post("/sparql", data={"query": ASK}))


def query_post_direct(client: httpx.Client) -> None:
    _true(_post(client, ASK))


def query_dataset_default_graphs_get(client: httpx.Client) -> None:
    asked = {"query": f"ASK {{ {_default(ONE, TWO)} }}", "default-graph-uri": [ONE, TWO]}
    _true(client.get("/sparql", params=asked))


def query_dataset_default_graphs_post(client: httpx.Client) -> None:
    asked = {"query": f"ASK {{ {_default(ONE, TWO)} }}", "default-graph-uri": [ONE, TWO]}
    _true(client.post("/sparql", data=asked))


def query_dataset_named_graphs_get(client: httpx.Client) -> None:
    asked = {"query": f"ASK {{ {_named(ONE, TWO)} }}", "named-graph-uri": [ONE, TWO]}
    _true(client.get("/sparql", params=asked))


def query_dataset_named_graphs_post(client: httpx.Client) -> None:
    asked = {"query": f"ASK {{ {_named(ONE, TWO)} }}", "named-graph-uri": [ONE, TWO]}
    _true(client.post("/sparql", data=asked))


def query_dataset_full(client: httpx.Client) -> None:
    query = f"ASK {{ {_default(ONE)} {_named(TWO, THREE)} }}"
    _true(_post(client, query, params={"default-graph-uri": ONE, "named-graph-uri": [TWO, THREE]}))


def query_multiple_dataset(client: httpx.Client) -> None:
    query = f"ASK FROM <{THREE}> {{ {_default(ONE, TWO)} }}"
    _true(_post(client, query, params={"default-graph-uri": [ONE, TWO]}))


def query_content_type_select(client: httpx.Client) -> None:
    _of_type(client, "SELECT (1 AS ?one) {}", TABLES)


def query_content_type_ask(client: httpx.Client) -> None:
    _of_type(client, ASK, TABLES)


def query_content_type_describe(client: httpx.Client) -> None:
    _of_type(client, f"DESCRIBE <{ONE}>", GRAPHS)


def query_content_type_construct(client: httpx.Client) -> None:
    _of_type(client, f"CONSTRUCT {{ {STATEMENT} }} WHERE {{}}", GRAPHS)


def update_post_form(client: httpx.Client) -> None:
    _done(client.post("/sparql/update", data={"update": _inserting("form", STATEMENT)}))
    _holds(client, "form", STATEMENT)


def update_post_direct(client: httpx.Client) -> None:
    _done(_post(client, _inserting("direct", STATEMENT), UPDATE))
    _holds(client, "direct", STATEMENT)


def update_base_uri(client: httpx.Client) -> None:
    _done(_post(client, _inserting("base", "<urn:s> <urn:p> <test>"), UPDATE))
    _holds(client, "base", "<urn:s> <urn:p> ?o FILTER(ISIRI(?o) && STRENDS(STR(?o), '/test'))")


def update_dataset_default_graph(client: httpx.Client) -> None:
    _copies(client, "using-1", "?s ?p ?o", {"using-graph-uri": [ONE]})
    _holds(client, "using-1", _default(ONE))


def update_dataset_default_graphs(client: httpx.Client) -> None:
    _copies(client, "using-2", "?s ?p ?o", {"using-graph-uri": [ONE, TWO]})
    _holds(client, "using-2", _default(ONE, TWO))


def update_dataset_named_graphs(client: httpx.Client) -> None:
    _copies(client, "named", "GRAPH ?g { ?s ?p ?o }", {"using-named-graph-uri": [ONE, TWO]})
    _holds(client, "named", _default(ONE, TWO))


def update_dataset_full(client: httpx.Client) -> None:
    pattern = "{ GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o }"
    _copies(client, "full", pattern, {"using-graph-uri": [ONE], "using-named-graph-uri": [TWO]})
    _holds(client, "full", _default(ONE, TWO))


def bad_query_method(client: httpx.Client) -> None:
    _refused(client.put("/sparql", params={"query": ASK}))


def bad_multiple_queries(client: httpx.Client) -> None:
    _refused(client.get("/sparql", params={"query": [ASK, "SELECT * {}"]}))


def bad_query_wrong_media_type(client: httpx.Client) -> None:
    _refused(_post(client, ASK, "text/plain"))


def bad_query_missing_form_type(client: httpx.Client) -> None:
    _refused(_post(client, "query=ASK%20%7B%7D", None))


def bad_query_missing_direct_type(client: httpx.Client) -> None:
    _refused(_post(client, ASK, None))


def bad_query_non_utf8(client: httpx.Client) -> None:
    _refused(_post(client, ASK.encode("utf-16"), f"{QUERY}; charset=UTF-16"))


def bad_query_syntax(client: httpx.Client) -> None:
    _refused(client.get("/sparql", params={"query": "ASK {"}))


def bad_update_get(client: httpx.Client) -> None:
    _refused(client.get("/sparql/update", params={"update": _inserting("get", STATEMENT)}))


def bad_multiple_updates(client: httpx.Client) -> None:
    _refused(client.post("/sparql/update", data={"update": [_inserting("a", STATEMENT), "CLEAR ALL"]}))


def bad_update_wrong_media_type(client: httpx.Client) -> None:
    _refused(_post(client, _inserting("type", STATEMENT), "text/plain", path="/sparql/update"))


def bad_update_missing_form_type(client: httpx.Client) -> None:
    form = str(httpx.QueryParams({"update": _inserting("type", STATEMENT)}))
    _refused(_post(client, form, None, path="/sparql/update"))


def bad_update_non_utf8(client: httpx.Client) -> None:
    update = _inserting("utf-16", STATEMENT).encode("utf-16")
    _refused(_post(client, update, f"{UPDATE}; charset=UTF-16"))


def bad_update_syntax(client: httpx.Client) -> None:
    _refused(_post(client, "INSERT DATA { GRAPH", UPDATE))


def bad_update_dataset_conflict(client: httpx.Client) -> None:
    update = f"INSERT {{ GRAPH <{_result('x')}> {{ ?s ?p ?o }} }} USING <{ONE}> WHERE {{ ?s ?p ?o }}"
    _refused(_post(client, update, UPDATE, params={"using-graph-uri": ONE}))


def _post(
    client: httpx.Client,
    content: str | bytes,
    kind: str | None = QUERY,
    *,
    path: str | None = None,
    params: dict[str, str | list[str]] | None = None,
) -> httpx.Response:
    body = content if isinstance(content, bytes) else content.encode()
    address = path or ("/sparql/update" if kind and kind.startswith(UPDATE) else "/sparql")
    return client.post(address, content=body, params=params, headers={"content-type": kind} if kind else {})


def _default(*graphs: str) -> str:
    """Patterns that hold where the statements of these graphs, and of no others, are the default graph."""
    return _alone("<{0}> <urn:type> <urn:Graph> .", graphs)


def _named(*graphs: str) -> str:
    """Patterns that hold where these are the named graphs, and no others."""
    return _alone("GRAPH <{0}> {{ <{0}> <urn:type> <urn:Graph> }}", graphs)


def _alone(pattern: str, graphs: Sequence[str]) -> str:
    others = [iri for iri in (ONE, TWO, THREE) if iri not in graphs]
    missing = [f"FILTER NOT EXISTS {{ {pattern.format(iri)} }}" for iri in others]
    return " ".join([*map(pattern.format, graphs), *missing])


def _result(name: str) -> str:
    return f"{USER_GRAPHS}w3c-protocol-result-{name}"


def _inserting(name: str, statement: str) -> str:
    return f"INSERT DATA {{ GRAPH <{_result(name)}> {{ {statement} }} }}"


def _copies(client: httpx.Client, name: str, pattern: str, dataset: dict[str, str | list[str]]) -> None:
    update = f"INSERT {{ GRAPH <{_result(name)}> {{ ?s ?p ?o }} }} WHERE {{ {pattern} }}"
    _done(_post(client, update, UPDATE, params=dataset))


def _holds(client: httpx.Client, name: str, pattern: str) -> None:
    _true(_post(client, f"ASK {{ {pattern} }}", params={"default-graph-uri": _result(name)}))


def _of_type(client: httpx.Client, query: str, types: set[str]) -> None:
    answer = client.get("/sparql", params={"query": query})
    _done(answer)
    assert answer.headers["content-type"].partition(";")[0] in types


def _true(answer: httpx.Response) -> None:
    _done(answer)
    assert answer.json()["boolean"] is True


def _done(answer: httpx.Response) -> None:
    assert answer.is_success, answer.text


def _refused(answer: httpx.Response) -> None:
    assert answer.is_client_error, answer.text
