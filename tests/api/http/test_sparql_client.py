"""A SPARQL client that nobody here wrote, rdflib's SPARQLStore, over a running server."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from api.http import create_app
from api.settings import Settings

SEARCH = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX search: <https://w3id.org/drcgraph/search#>
SELECT ?document ?title ?words ?publisher WHERE {
  SERVICE <https://w3id.org/drcgraph/search> {
    [] search:text "the resurgence of Heilongjiang's industry" ; search:kind "article" ;
      search:document ?document ; search:rank ?rank ; search:wordsRank ?words .
  }
  ?document dcterms:title ?title .
  OPTIONAL { ?document dcterms:isReplacedBy ?publisher }
} ORDER BY ?rank LIMIT 1
"""


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_text_meaning_and_graph_are_joined_in_one_query(address: str, method: str, form: str) -> None:
    store = SPARQLStore(f"{address}/sparql", method=method, returnFormat=form)
    ((document, title, words, publisher),) = store.query(SEARCH)
    assert str(document).endswith("/article/2006-heilongjiang-maps-resurgence")
    assert "Heilongjiang" in title
    assert words.toPython() == 1
    assert publisher is None


def test_statements_are_made_of_what_was_found(address: str) -> None:
    store = SPARQLStore(f"{address}/sparql", returnFormat="xml")
    query = SEARCH.replace("SELECT ?document ?title ?words ?publisher", "CONSTRUCT { ?document a ?words }")
    assert len(store.query(query).graph) == 1
