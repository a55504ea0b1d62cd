"""What the pages load while one works with them: networks, and the graph's terms."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from api.http.access import READERS
from api.http.dependencies import Linking, Serving
from api.http.interface_schema import shows
from api.http.neighbours import neighbours
from api.http.parameters import NetworkId, NetworkKind
from api.http.vocabulary import Vocabulary, vocabulary

router = APIRouter(prefix="/api", tags=["documents"], **READERS)

_NETWORK = {
    "nodes": [
        {
            "id": "policy/made-in-china-2025",
            "type": "policy",
            "label": "Made in China 2025",
            "lang": "en",
            "href": "/policy/made-in-china-2025",
            "date": "2015-05-08",
        }
    ],
    "edges": [
        {
            "source": "article/2018-heilongjiang-three-factors",
            "target": "policy/made-in-china-2025",
            "relation": "cites",
            "count": 1,
        }
    ],
    "left_out": 0,
}
_VOCABULARY = {
    "prefixes": {"drc": "https://w3id.org/drcgraph/ontology#"},
    "classes": [
        {"iri": "https://w3id.org/drcgraph/ontology#Measure", "en": "measure", "zh": "举措", "count": 994}
    ],
    "properties": [],
}


@router.get(
    "/network/{kind}/{id:path}",
    summary="The neighbours of a thing",
    **shows("Neighbours", _NETWORK, 404, 503),
)
def network(
    served: Serving,
    linker: Linking,
    kind: NetworkKind,
    id: NetworkId,  # noqa: A002  the name in the address
) -> dict[str, Any]:
    """What it cites, implements, names or is named with, labelled in the reader's language."""
    return asdict(neighbours(kind, id, served.release, linker))


@router.get(
    "/vocabulary", summary="Classes and properties of the graph", **shows("Vocabulary", _VOCABULARY, 503)
)
async def terms(served: Serving) -> Vocabulary:
    """The terms in use, with how often, and their names in both languages: what an editor completes."""
    return await vocabulary(served)
