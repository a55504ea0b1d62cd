"""The tests of the SPARQL 1.1 Graph Store HTTP Protocol, which the suite has in words.

They follow each other: each finds what those before it left. Graphs are named by `?graph=`, as users' graphs.
"""

# ruff: noqa: D103  each function is the test of its name

from collections.abc import Callable

import httpx
from rdflib import Graph
from rdflib.compare import isomorphic
from w3c.user_graphs import USER_GRAPHS

TURTLE = "text/turtle"
FIRST, SECOND = ({"graph": f"{USER_GRAPHS}w3c-person-{number}"} for number in (1, 2))
DEFAULT = {"default": ""}
CARD = "<urn:person-1> a <urn:Person> ; <urn:card> [ a <urn:Card> ; <urn:full-name> '{}' ] ."
ALICE = "[] a <urn:Person> ; <urn:card> [ a <urn:Card> ; <urn:given-name> 'Alice' ] ."
NAME, FAMILY, GIVEN = (f"<urn:person-1> <urn:{name}> '{name}' ." for name in ("name", "family", "given"))
CHANGED = (200, 204)


class Session:
    """One run of the tests, with the address that the server gives to the graph without a name."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self.new = ""

    def send(
        self, method: str, where: dict[str, str] | None, content: str = "", kind: str = TURTLE
    ) -> httpx.Response:
        """The answer to a request with a body."""
        headers = {"content-type": kind} if method != "DELETE" else {}
        address = self.new if where is None else "/sparql/graph"
        return self._client.request(method, address, params=where, content=content.encode(), headers=headers)

    def look(self, where: dict[str, str] | None, method: str = "GET") -> httpx.Response:
        """The answer to a request for a graph, in Turtle; None is the graph without a name."""
        headers = {"accept": f"{TURTLE}; charset=utf-8"}
        address = self.new if where is None else "/sparql/graph"
        return self._client.request(method, address, params=where, headers=headers)

    def holds(self, where: dict[str, str] | None, content: str) -> None:
        """Assert that the graph has these statements and no others."""
        answer = self.look(where)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith(TURTLE)
        got, wanted = (Graph().parse(data=text, format="turtle") for text in (answer.text, content))
        assert isomorphic(got, wanted), answer.text


def _is(answer: httpx.Response, *statuses: int) -> None:
    assert answer.status_code in statuses, f"{answer.status_code} {answer.text}"


def put_initial_state(session: Session) -> None:
    _is(session.send("PUT", FIRST, CARD.format("John Doe")), 201)


def get_of_put_initial_state(session: Session) -> None:
    session.holds(FIRST, CARD.format("John Doe"))


def put_graph_already_in_store(session: Session) -> None:
    _is(session.send("PUT", FIRST, CARD.format("Jane Doe")), *CHANGED)


def get_of_put_graph_already_in_store(session: Session) -> None:
    session.holds(FIRST, CARD.format("Jane Doe"))


def put_default_graph(session: Session) -> None:
    _is(session.send("PUT", DEFAULT, ALICE), 201, *CHANGED)


def get_of_put_default_graph(session: Session) -> None:
    session.holds(DEFAULT, ALICE)


def put_mismatched_payload(session: Session) -> None:
    _is(session.send("PUT", FIRST, CARD.format("Jane Doe"), "application/rdf+xml"), 400)


def put_empty_graph(session: Session) -> None:
    _is(session.send("PUT", SECOND), 201, *CHANGED)


def get_of_put_empty_graph(session: Session) -> None:
    session.holds(SECOND, "")


def delete_existing_graph(session: Session) -> None:
    _is(session.send("DELETE", SECOND), *CHANGED)


def get_of_delete_existing_graph(session: Session) -> None:
    _is(session.look(SECOND), 404)


def delete_nonexistent_graph(session: Session) -> None:
    _is(session.send("DELETE", SECOND), 404)


def post_existing_graph(session: Session) -> None:
    _is(session.send("POST", FIRST, NAME), *CHANGED)


def get_of_post_existing_graph(session: Session) -> None:
    session.holds(FIRST, CARD.format("Jane Doe") + NAME)


def post_multipart_formdata(session: Session) -> None:
    parts = (
        f'--parts\r\nContent-Disposition: form-data; name="graph"; filename="{name}.ttl"\r\n'
        f"Content-Type: {TURTLE}\r\n\r\n{statement}\r\n"
        for name, statement in (("family", FAMILY), ("given", GIVEN))
    )
    body = "".join([*parts, "--parts--\r\n"])
    _is(session.send("POST", FIRST, body, "multipart/form-data; boundary=parts"), *CHANGED)


def get_of_post_multipart_formdata(session: Session) -> None:
    session.holds(FIRST, CARD.format("Jane Doe") + NAME + FAMILY + GIVEN)


def post_create_new_graph(session: Session) -> None:
    answer = session.send("POST", {}, ALICE)
    _is(answer, 201)
    session.new = answer.headers["location"]


def get_of_post_create_new_graph(session: Session) -> None:
    session.holds(None, ALICE)


def post_empty_graph_to_existing_graph(session: Session) -> None:
    _is(session.send("POST", None), *CHANGED)


def get_of_post_after_noop(session: Session) -> None:
    session.holds(None, ALICE)


def head_on_an_existing_graph(session: Session) -> None:
    answer = session.look(FIRST, "HEAD")
    _is(answer, 200)
    assert answer.headers["content-type"].startswith(TURTLE)


def head_on_a_nonexisting_graph(session: Session) -> None:
    _is(session.look(SECOND, "HEAD"), 404)


GRAPH_STORE_TESTS: tuple[Callable[[Session], None], ...] = (
    put_initial_state,
    get_of_put_initial_state,
    put_graph_already_in_store,
    get_of_put_graph_already_in_store,
    put_default_graph,
    get_of_put_default_graph,
    put_mismatched_payload,
    put_empty_graph,
    get_of_put_empty_graph,
    delete_existing_graph,
    get_of_delete_existing_graph,
    delete_nonexistent_graph,
    post_existing_graph,
    get_of_post_existing_graph,
    post_multipart_formdata,
    get_of_post_multipart_formdata,
    post_create_new_graph,
    get_of_post_create_new_graph,
    post_empty_graph_to_existing_graph,
    get_of_post_after_noop,
    head_on_an_existing_graph,
    head_on_a_nonexisting_graph,
)
