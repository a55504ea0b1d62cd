"""The tests of updates and of their syntax, over HTTP, on users' graphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse_query_results,
)
from w3c.engine import quads, same_dataset
from w3c.suite import Case
from w3c.translation import Update, prologue, translated
from w3c.user_graphs import USER_GRAPHS, Names, names_of

from ontology.errors import DrcgraphError
from ontology.query import check_update
from ontology.user_graph import is_user_graph

UPDATE = "application/sparql-update"
TOGETHER = 40
"""How many updates are sent as one request, for each is a release. No test touches another's graphs."""
STATEMENTS = f'SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{USER_GRAPHS}w3c.")) }}'


@dataclass(frozen=True)
class Sent:
    """A test's update as it is sent, and the graphs that stand in for the test's."""

    case: Case
    names: Names
    update: Update

    @property
    def stands_alone(self) -> bool:
        """Whether it does nothing, is refused or cannot be done, so that a request of several would fail."""
        try:
            check_update(str(self.update), is_user_graph)
            if "Syntax" in self.case.kind:
                Store().update(str(self.update), base_iri=self.case.base)
        except (DrcgraphError, RuntimeError):
            return True
        return not self.update.operations


class Group:
    """Updates that can be sent as one: none declares a prefix otherwise than another."""

    def __init__(self) -> None:
        self.declared: dict[str | None, str] = {}
        self.members: list[Sent] = []

    def takes(self, sent: Sent) -> bool:
        """Add an update, if it fits."""
        declared = sent.update.declared
        same_base = not self.members or declared.get(None) == self.declared.get(None)
        agrees = all(self.declared.get(name, iri) == iri for name, iri in declared.items())
        if not (same_base and agrees and len(self.members) < TOGETHER):
            return False
        self.declared |= declared
        self.members.append(sent)
        return True

    def __str__(self) -> str:
        return prologue(self.declared) + ";\n".join(f"{sent.update.operations}\n" for sent in self.members)


def updates_over_http(client: httpx.Client, cases: Sequence[Case]) -> Iterator[tuple[Case, bool]]:
    """Each test with whether the endpoint does what it wants."""
    taken = []
    for case in cases:
        names = names_of(case)
        sent = Sent(case, names, translated(case, names))
        if "Negative" in case.kind:
            yield case, _send(client, str(sent.update)).status_code == 400
        else:
            taken.append(sent)
    accepted = _accepted(client, taken)
    held = _statements(client)
    for sent in taken:
        passed = sent.case.name in accepted and ("Syntax" in sent.case.kind or _as_expected(sent, held))
        yield sent.case, passed


def _accepted(client: httpx.Client, taken: Sequence[Sent]) -> set[str]:
    """Names of the tests whose updates were carried out."""
    alone = [sent for sent in taken if sent.stands_alone]
    groups: list[Group] = []
    for sent in (sent for sent in taken if sent not in alone):
        if not any(group.takes(sent) for group in groups):
            groups.append(Group())
            groups[-1].takes(sent)
    found = set()
    for group in groups:
        if _send(client, str(group)).is_success:
            found |= {sent.case.name for sent in group.members}
        else:
            alone += group.members
    return found | {sent.case.name for sent in alone if _was_read(sent, _send(client, str(sent.update)))}


def _was_read(sent: Sent, answer: httpx.Response) -> bool:
    """Whether an update was carried out or, where its syntax is tested, only found no such graph."""
    if "Syntax" in sent.case.kind and answer.status_code == 409:
        return "not carried out" in answer.json()["detail"]
    return answer.is_success


def _send(client: httpx.Client, update: str) -> httpx.Response:
    return client.post("/sparql/update", content=update.encode(), headers={"content-type": UPDATE})


def _statements(client: httpx.Client) -> list[Quad]:
    """What the users' graphs of all tests hold now."""
    headers = {"accept": "application/sparql-results+json"}
    answer = client.get("/sparql", params={"query": STATEMENTS}, headers=headers).raise_for_status()
    rows = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
    assert isinstance(rows, QuerySolutions)
    return [Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows]


def _as_expected(sent: Sent, held: Sequence[Quad]) -> bool:
    return same_dataset(_own(sent, held), quads(sent.case.after))


def _own(sent: Sent, held: Sequence[Quad]) -> Iterator[Quad]:
    """The statements of one test, in the graphs that it speaks of."""
    for quad in held:
        assert isinstance(quad.graph_name, NamedNode)
        if quad.graph_name.value in sent.names:
            iri = sent.names.original(quad.graph_name.value)
            graph = DefaultGraph() if iri is None else NamedNode(iri)
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
