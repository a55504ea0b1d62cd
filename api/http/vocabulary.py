"""The terms that a release is written in: what a query can ask for."""

import json
from dataclasses import dataclass
from typing import Any

from api.http.prefixes import PREFIXES
from api.http.serving import Served

_CLASSES = "SELECT ?term (COUNT(*) AS ?count) WHERE { ?thing a ?term } GROUP BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?count) WHERE { ?thing ?term ?value } GROUP BY ?term"
_LABELS = """
SELECT ?term ?label WHERE {
  GRAPH <https://w3id.org/drcgraph/graph/ontology> {
    ?term <http://www.w3.org/2000/01/rdf-schema#label> ?label
  }
}
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property, its labels (None where the ontology gives none), and how often it is used."""

    iri: str
    en: str | None
    zh: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Prefixes, then classes and properties that are in use, the most frequent first."""

    prefixes: dict[str, str]
    classes: list[Term]
    properties: list[Term]


async def vocabulary(served: Served) -> Vocabulary:
    """The terms of the release that is served."""
    labels: dict[str, dict[str, str]] = {}
    for row in await _rows(served, _LABELS):
        labels.setdefault(row["term"]["value"], {})[row["label"].get("xml:lang", "en")] = row["label"][
            "value"
        ]
    return Vocabulary(
        prefixes=PREFIXES,
        classes=await _terms(served, _CLASSES, labels),
        properties=await _terms(served, _PROPERTIES, labels),
    )


async def _terms(served: Served, query: str, labels: dict[str, dict[str, str]]) -> list[Term]:
    found = [(row["term"]["value"], int(row["count"]["value"])) for row in await _rows(served, query)]
    return [
        Term(iri, names.get("en"), names.get("zh"), count)
        for iri, count in sorted(found, key=lambda pair: -pair[1])
        for names in (labels.get(iri, {}),)
    ]


async def _rows(served: Served, query: str) -> list[dict[str, Any]]:
    result = await served.queries.run_async(query, ["json"])
    rows: list[dict[str, Any]] = json.loads(result.read())["results"]["bindings"]
    return rows
