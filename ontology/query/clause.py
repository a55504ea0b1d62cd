"""The SERVICE clauses of a query: where they stand, what they call, and what VALUES tells them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tree_sitter import Node

from ontology.query.syntax import NAMES, iri_of, node_text, parse, prefixes_of, walk

LITERALS = frozenset({"rdf_literal", "integer", "decimal", "double", "boolean_literal"})
_TERMS = NAMES | LITERALS


@dataclass(frozen=True, slots=True)
class ServiceClause:
    """A SERVICE clause: `query[start:end]`, in code points.

    `name` is the IRI called, prefixes expanded, or None for a variable; `body` is the group graph pattern
    with its braces. `values` has, by variable, the terms as written that VALUES clauses around it allow.
    """

    start: int
    end: int
    name: str | None
    silent: bool
    body: str
    prefixes: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_services(query: str) -> tuple[ServiceClause, ...]:
    """The SERVICE clauses, outermost first, in order of appearance."""
    tree, source = parse(query), query.encode()
    prefixes = prefixes_of(tree)
    nodes = (node for node in walk(tree) if node.type == "service_graph_pattern")
    return tuple(_clause(node, source, prefixes) for node in nodes)


def values_of(block: Node, source: bytes) -> dict[str, tuple[str, ...]]:
    """By variable, the terms that the data block of a VALUES clause gives it, as written; UNDEF is none."""
    data = next((child for child in block.children if child.type == "data_block"), None)
    names = [] if data is None else [node_text(child)[1:] for child in data.children if child.type == "var"]
    if data is None or not names:
        return {}
    found: dict[str, list[str]] = {name: [] for name in names}
    cells = [c for c in data.children if c.type in _TERMS or c.type == "UNDEF"]
    for place, cell in enumerate(cells):
        if cell.type != "UNDEF":
            found[names[place % len(names)]].append(source[cell.start_byte : cell.end_byte].decode())
    return {name: tuple(dict.fromkeys(terms)) for name, terms in found.items()}


def _clause(node: Node, source: bytes, prefixes: Mapping[str, str]) -> ServiceClause:
    body = next((child for child in node.children if child.type == "group_graph_pattern"), None)
    return ServiceClause(
        start=len(source[: node.start_byte].decode()),
        end=len(source[: node.end_byte].decode()),
        name=next((iri for child in node.children if (iri := iri_of(child, prefixes))), None),
        silent=any(child.type.upper() == "SILENT" for child in node.children),
        body="" if body is None else source[body.start_byte : body.end_byte].decode(),
        prefixes=prefixes,
        values=_values_around(node, source),
    )


def _values_around(node: Node, source: bytes) -> dict[str, tuple[str, ...]]:
    """The VALUES clauses that are joined with what stands at `node`, up to the SELECT that it is part of."""
    found: dict[str, list[str]] = defaultdict(list)
    for block in _blocks_around(node):
        for name, terms in values_of(block, source).items():
            found[name] += terms
    return {name: tuple(dict.fromkeys(terms)) for name, terms in found.items()}


def _blocks_around(node: Node) -> Iterator[Node]:
    around = node.parent
    while around is not None:
        yield from (c for c in around.children if c.type in ("inline_data", "values_clause"))
        if around.type == "sub_select":  # Its variables are other ones than those outside.
            return
        around = around.parent
