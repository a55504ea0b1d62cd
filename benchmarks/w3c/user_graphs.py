"""Updates over HTTP reach users' graphs alone: one for each graph of a test stands in for it."""

import re

from w3c.suite import Case

from ontology.iri import BASE

USER_GRAPHS = f"{BASE}graph/user/"


class Names:
    """The users' graphs that stand for the graphs of one update test, and back."""

    def __init__(self, case: Case) -> None:
        self._prefix = f"{USER_GRAPHS}w3c.{case.name.replace('/', '.')}."
        self._names: dict[str | None, str] = {}

    def user_graph(self, iri: str | None) -> str:
        """The user's graph for a test's graph; None is the default graph."""
        plain = re.sub(r"[^A-Za-z0-9]+", "-", iri.rpartition("://")[2])[-30:] if iri else "default"
        return self._names.setdefault(iri, f"{self._prefix}{len(self._names)}.{plain}")

    def original(self, user_graph: str) -> str | None:
        """The graph of the test that a user's graph stands for. Raises KeyError for another test's."""
        return {name: iri for iri, name in self._names.items()}[user_graph]

    @property
    def named(self) -> list[str]:
        """Users' graphs for the test's named graphs, as far as they are known."""
        return [name for iri, name in self._names.items() if iri is not None]

    def __contains__(self, user_graph: str) -> bool:
        return user_graph in self._names.values()


def names_of(case: Case) -> Names:
    """Names for the default graph, and for the named graphs before and after the update."""
    names = Names(case)
    for graph in (None, *(file.graph for file in (*case.data, *case.after))):
        names.user_graph(graph)
    return names
