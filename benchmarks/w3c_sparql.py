"""The W3C's SPARQL 1.1 tests, over HTTP on a running server and in the engine alone.

`python benchmarks/w3c_sparql.py FOLDER`

FOLDER is `sparql11` of the official suite, as in rdflib's source distribution (test/data/suites/w3c). Prints
a table and every test that does other than `w3c/expected_failures.tsv` says; exit status 1 where one does.
How the tests are mapped onto the endpoint is told in w3c_sparql.md.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import httpx
from w3c import protocol
from w3c.engine import passes_in_engine
from w3c.graph_store import GRAPH_STORE_TESTS, Session
from w3c.outcome import Outcome, read_expected, table, unexpected
from w3c.prepared import graphs_of, running
from w3c.queries import passes_over_http
from w3c.service_description import DESCRIPTION_TESTS
from w3c.suite import Case, read_cases, read_suite
from w3c.updates import updates_over_http

Given = TypeVar("Given")
GROUPS = {
    "QueryEvaluationTest": "query evaluation",
    "CSVResultFormatTest": "query evaluation",
    "PositiveSyntaxTest11": "query syntax",
    "NegativeSyntaxTest11": "query syntax",
    "UpdateEvaluationTest": "update evaluation",
    "PositiveUpdateSyntaxTest11": "update syntax",
    "NegativeUpdateSyntaxTest11": "update syntax",
    "ServiceDescriptionTest": "service description",
    "ProtocolTest": "protocol",
}


def run_all(folder: Path, client: httpx.Client, cases: list[Case]) -> Iterator[Outcome]:
    """Every test of the suite, those left out aside."""
    for case in cases:
        if not case.is_update:
            yield _outcome(case, passes_over_http(client, case))
    for case, passed in updates_over_http(client, [case for case in cases if case.is_update]):
        yield _outcome(case, passed)
    for name, kind in read_suite(folder):
        own = name.partition("/")[2]
        if kind == "ProtocolTest":
            yield Outcome(name, GROUPS[kind], None, _passes(getattr(protocol, own), client, name))
        if kind == "ServiceDescriptionTest":
            yield Outcome(name, GROUPS[kind], None, _passes(DESCRIPTION_TESTS[own], client, name))
    session = Session(client)
    for test in GRAPH_STORE_TESTS:
        name = f"http-rdf-update/{test.__name__}"
        yield Outcome(name, "graph store protocol", None, _passes(test, session, name))


def _outcome(case: Case, passed: bool) -> Outcome:
    formats = case.name.startswith(("csv-tsv-res/", "json-res/"))
    return Outcome(
        case.name, "result formats" if formats else GROUPS[case.kind], passes_in_engine(case), passed
    )


def _passes(test: Callable[[Given], None], given: Given, name: str) -> bool:
    try:
        test(given)
    except (AssertionError, httpx.HTTPError, KeyError) as error:
        print(f"{name}: {error}".partition("\n")[0])
        return False
    return True


def main() -> None:
    """Run all and tell what differs from what is expected."""
    folder = Path(sys.argv[1]).resolve()
    cases = list(read_cases(folder))
    with tempfile.TemporaryDirectory() as name:
        graphs = [*graphs_of(cases), *protocol.protocol_graphs()]
        with running(Path(name), graphs) as client:
            outcomes = list(run_all(folder, client, cases))
    print(table(outcomes))
    lines = unexpected(outcomes, read_expected())
    print("\n".join(lines) or "all as expected")
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
