"""Comunica, a SPARQL client in JavaScript, over a running server; npm installs it where it is not yet.

comunica/package.json keeps one of its libraries, undici, at the last version that runs on Node 20.
"""

import json
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).with_name("comunica")
BASE = "https://w3id.org/drcgraph/"
PREFIXES = f"""
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX drc: <{BASE}ontology#>
PREFIX policy: <{BASE}policy/>
PREFIX search: <{BASE}search#>
"""
SEARCH = f"""
SELECT ?document ?title WHERE {{
  SERVICE <{BASE}search> {{
    [] search:text "the resurgence of Heilongjiang" ; search:document ?document ; search:rank ?rank
  }}
  ?document dcterms:title ?title
}} ORDER BY ?rank LIMIT 1
"""
CITATIONS = """
SELECT ?policy WHERE {
  ?citation cito:hasCitingEntity policy:northeast-revitalization-opinions-2003 ; cito:hasCitedEntity ?policy
}
"""
OWN_DATA = f"<{BASE}policy/made-in-china-2025> <https://example.org/rating> 5 ."
OWN = {"type": "serialized", "value": OWN_DATA, "mediaType": "text/turtle", "baseIRI": "https://example.org/"}
RATED = "SELECT ?rating ?title { ?p <https://example.org/rating> ?rating ; dcterms:title ?title }"
LONG = f"""
SELECT ?p WHERE {{
  VALUES ?p {{ {" ".join(f"policy:unknown-{number}" for number in range(5000))} policy:made-in-china-2025 }}
  ?p a drc:Policy
}}
"""


@pytest.fixture(scope="module")
def node() -> str:
    """Node with Comunica installed. Without npm, or a registry, tests are skipped, but never in CI."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (npm and node):
        return missing("there is no npm here")
    installed = FOLDER / "node_modules" / ".lock-digest"
    digest = sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if not (installed.is_file() and installed.read_text() == digest):
        command = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
        if done.returncode:
            return missing(f"npm ci failed: {done.stderr}")
        installed.write_text(digest)
    return node


def missing(reason: str) -> str:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def answers(node: str, address: str) -> dict[str, Any]:
    """What Comunica was answered, by name."""
    typed, found_out = {"type": "sparql", "value": f"{address}/sparql"}, f"{address}/sparql"
    asked: dict[str, tuple[str, list[Any]]] = {
        "search": (SEARCH, [typed]),
        "citations": (CITATIONS, [typed]),
        "ask": ("ASK { ?p a drc:Policy }", [typed]),
        "construct": ("CONSTRUCT { ?p a drc:Policy } WHERE { ?p a drc:Policy }", [typed]),
        "found out": ("SELECT ?p { ?p a drc:Policy }", [found_out]),
        "long": (LONG, [typed]),
        "joined": (RATED, [OWN, typed]),
        "page": ("SELECT ?title { ?p dcterms:title ?title }", [f"{address}/id/policy/made-in-china-2025"]),
        "refused": ("SELECT ?x { SERVICE <https://example.org/sparql> { ?x a ?y } }", [typed]),
    }
    told = {name: {"query": PREFIXES + query, "sources": sources} for name, (query, sources) in asked.items()}
    done = subprocess.run(
        (node, "ask.mjs"), cwd=FOLDER, input=json.dumps(told), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_a_search_clause_is_sent_whole_and_joined(answers: dict[str, Any]) -> None:
    (row,) = answers["search"]
    assert row["document"] == f"{BASE}article/2006-heilongjiang-maps-resurgence"
    assert "Heilongjiang" in row["title"]


def test_citations_lead_to_policies(answers: dict[str, Any]) -> None:
    assert {"policy": f"{BASE}policy/northeast-revitalization-strategy"} in answers["citations"]


def test_every_form_of_query_is_answered(answers: dict[str, Any]) -> None:
    assert answers["ask"] is True
    assert answers["construct"] == 4


def test_an_address_is_found_out_to_be_an_endpoint_by_its_description(answers: dict[str, Any]) -> None:
    assert len(answers["found out"]) == 4


def test_a_query_that_no_address_could_hold_is_answered(answers: dict[str, Any]) -> None:
    assert answers["long"] == [{"p": f"{BASE}policy/made-in-china-2025"}]


def test_the_graph_is_joined_with_data_of_ones_own(answers: dict[str, Any]) -> None:
    assert {"rating": "5", "title": "Made in China 2025"} in answers["joined"]


def test_a_page_is_read_as_linked_data(answers: dict[str, Any]) -> None:
    assert {"title": "Made in China 2025"} in answers["page"]


def test_what_is_refused_is_an_error_and_no_empty_result(answers: dict[str, Any]) -> None:
    assert "400" in answers["refused"]["error"]
