"""IRIs of drcgraph: `https://w3id.org/drcgraph/<kind>/<id>`, ids percent-encoded, and the way back."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

BASE = "https://w3id.org/drcgraph/"
_UNRESERVED = "-._~"
_OF_DOCUMENT = re.compile(
    re.escape(BASE) + r"""(?:article|policy|passage|mention|citation|measure)/([^/\s<>"'\\#]+)"""
)


def iri(kind: str, *ids: str) -> NamedNode:
    """The IRI of a thing: `iri("policy", "made-in-china-2025")`; further ids become path segments."""
    return NamedNode(BASE + "/".join((kind, *(quote(part, safe=_UNRESERVED) for part in ids))))


def graph_iri(kind: str, *ids: str) -> str:
    """The IRI of a named graph: `graph_iri("article", "a1")`, `graph_iri("register")`."""
    return iri(f"graph/{kind}", *ids).value


def local_id(node: str | NamedNode, kind: str) -> str | None:
    """The id in an IRI of the given kind, None where the IRI is of another kind or not ours."""
    value = node if isinstance(node, str) else node.value
    prefix = f"{BASE}{kind}/"
    return unquote(value.removeprefix(prefix)) if value.startswith(prefix) else None


def document_ids(text: str) -> Iterator[str]:
    """The ids of documents whose IRIs, or those of their passages and findings, stand in `text`."""
    return (unquote(found) for found in _OF_DOCUMENT.findall(text))
