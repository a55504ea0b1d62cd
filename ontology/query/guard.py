"""What a query asks for, found in its syntax tree before the engine sees it.

The engine would follow SERVICE to any host and, in updates, read any file that LOAD names.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tree_sitter import Language, Node, Parser

from ontology.errors import ConflictError, InvalidInputError

QueryForm = Literal["select", "ask", "construct", "describe"]

_FORMS: Mapping[str, QueryForm] = {
    "select_query": "select",
    "ask_query": "ask",
    "construct_query": "construct",
    "describe_query": "describe",
}
_UPDATES: Mapping[str, str] = {
    "load": "LOAD",
    "clear": "CLEAR",
    "drop": "DROP",
    "create": "CREATE",
    "add": "ADD",
    "move": "MOVE",
    "copy": "COPY",
    "insert_data": "INSERT DATA",
    "delete_data": "DELETE DATA",
    "delete_where": "DELETE WHERE",
    "modify": "INSERT or DELETE",
}
_NAMES = frozenset({"iri_reference", "prefixed_name"})
_CODE_POINT = re.compile(r"(?<!\\)((?:\\\\)*)\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_SERVICE_WORD = re.compile(r"(?<![\w:?$-])service(?![\w:-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ServiceClause:
    """A SERVICE clause: `query[start:end]`, in code points.

    `name` is the IRI called, prefixes expanded, or None for a variable; `body` is the group graph pattern
    with its braces.
    """

    start: int
    end: int
    name: str | None
    silent: bool
    body: str


def query_form(query: str) -> QueryForm | None:
    """Which of the four forms `query` has; None where the syntax does not tell."""
    return next((_FORMS[node.type] for node in _parse(query).children if node.type in _FORMS), None)


def names_graphs(query: str) -> bool:
    """Whether the query states its own dataset (FROM, FROM NAMED)."""
    return any(node.type == "dataset_clause" for node in _walk(_parse(query)))


def find_services(query: str) -> tuple[ServiceClause, ...]:
    """The SERVICE clauses, outermost first, in order of appearance."""
    tree, source = _parse(query), query.encode()
    prefixes = _prefixes(tree)
    nodes = (node for node in _walk(tree) if node.type == "service_graph_pattern")
    return tuple(_clause(node, source, prefixes) for node in nodes)


def check_query(query: str, allowed_services: Collection[str] = ()) -> None:
    """Refuse updates, and SERVICE calls of any IRI that is not in `allowed_services`.

    Raises InvalidInputError. Malformed syntax is left to the engine, whose message is better.
    """
    tree = _parse(query)
    _refuse_updates(tree)
    for clause in find_services(query):
        if clause.name not in allowed_services:
            called = f"<{clause.name}>" if clause.name else "a variable"
            raise InvalidInputError(f"SERVICE to {called} is not allowed here: take the clause out.")
    if tree.has_error and not allowed_services and _SERVICE_WORD.search(query):
        raise InvalidInputError(
            f"The query has the word SERVICE in it and cannot be read {_place_of_error(tree)}: mend the "
            "syntax there, or avoid the word."
        )


def check_update(update: str, writable: Callable[[str], bool]) -> None:
    """Refuse LOAD, SERVICE, and operations on graphs that are not `writable`, given by their IRIs.

    Every graph that is written must be named by a constant IRI in full or by a prefixed name. Raises
    InvalidInputError, ConflictError.
    """
    # The grammar takes no semicolon after the last operation, which SPARQL allows.
    tree = _parse(update.rstrip().rstrip(";"))
    if tree.has_error:
        raise InvalidInputError(f"The update cannot be read {_place_of_error(tree)}: mend the syntax there.")
    if any(node.type in _FORMS for node in tree.children):
        raise InvalidInputError("This is a query where an update is wanted: begin with INSERT or DELETE.")
    if find_services(update):
        raise InvalidInputError("SERVICE is not allowed in an update: take the clause out.")
    prefixes: dict[str, str] = {}
    for node in tree.children:
        if node.type == "prologue":
            prefixes |= _prefixes(node)
        for written in _written_graphs(node):
            iri = None if written is None else _iri(written, prefixes)
            if iri is None or not writable(iri):
                named = f"<{iri}>" if iri else "a graph that is not named"
                raise ConflictError(
                    f"{_UPDATES[node.type]} would write {named}: only users' graphs can be written."
                )


def _written_graphs(operation: Node) -> Iterator[Node | None]:
    """The nodes that name what an operation writes; None for the default graph and for all graphs at once."""
    kind, children = operation.type, operation.named_children
    if kind == "load":
        raise InvalidInputError("LOAD is not allowed: send the statements themselves.")
    if kind in {"insert_data", "delete_data", "delete_where", "modify"}:
        given = next((child for child in children if child.type in _NAMES), None)
        if given is not None:
            yield given
        for quads in (node for node in _walk(operation) if node.type == "quads"):
            for part in quads.named_children:
                yield part.named_children[0] if part.type == "quads_not_triples" else given
    elif kind in {"clear", "drop", "create"}:
        yield from [node for node in _walk(operation) if node.type in _NAMES] or (None,)
    elif kind in {"copy", "add", "move"}:
        ends = [next((n for n in _walk(child) if n.type in _NAMES), None) for child in children]
        yield from ends if kind == "move" else ends[-1:]


def _iri(node: Node, prefixes: Mapping[str, str]) -> str | None:
    return _name({node.type: node}, prefixes)


def _place_of_error(tree: Node) -> str:
    line, column = next((n.start_point for n in _walk(tree) if n.is_error or n.is_missing), (0, 0))
    return f"at line {line + 1}, column {column + 1}"


def _refuse_updates(tree: Node) -> None:
    # Only at the top and inside what could not be parsed: an operation cannot be nested in a query.
    for node in _walk(tree, stop_at=frozenset(_FORMS)):
        if node.type in _UPDATES:
            raise InvalidInputError(
                f"{_UPDATES[node.type]} is an update, and this is for queries: begin with SELECT, ASK, "
                "CONSTRUCT or DESCRIBE."
            )


@cache
def _language() -> Language:
    import tree_sitter_sparql

    pointer: object = tree_sitter_sparql.language()
    return Language(_capsule(pointer))


def _capsule(pointer: object) -> object:
    """Wrap the grammar's address as the capsule that tree_sitter wants; older grammars give a bare number."""
    if not isinstance(pointer, int):
        return pointer
    import ctypes

    new = ctypes.pythonapi.PyCapsule_New
    new.restype, new.argtypes = ctypes.py_object, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
    return new(pointer, b"tree_sitter.Language", None)


def _parse(query: str) -> Node:
    # The grammar knows no \u escapes in strings; without their backslash they parse, and all stays in place.
    plain = _CODE_POINT.sub(lambda match: match[1] + "x" + match[2], query)
    return Parser(_language()).parse(plain.encode()).root_node


def _walk(root: Node, stop_at: Collection[str] = ()) -> Iterator[Node]:
    """All nodes below `root` in document order, without recursion: queries may nest deeper than the stack."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if node.type not in stop_at:
            waiting.extend(reversed(node.children))


def _prefixes(tree: Node) -> dict[str, str]:
    found = {}
    for node in _walk(tree):
        if node.type == "prefix_declaration":
            parts = {child.type: _text(child) for child in node.children}
            found[parts.get("namespace", "").rstrip(":")] = parts.get("iri_reference", "").strip("<>")
    return found


def _clause(node: Node, source: bytes, prefixes: Mapping[str, str]) -> ServiceClause:
    children = {child.type: child for child in node.children}
    body = children.get("group_graph_pattern")
    return ServiceClause(
        start=len(source[: node.start_byte].decode()),
        end=len(source[: node.end_byte].decode()),
        name=_name(children, prefixes),
        silent=any(child.type.upper() == "SILENT" for child in node.children),
        body="" if body is None else _text(body),
    )


def _name(children: Mapping[str, Node], prefixes: Mapping[str, str]) -> str | None:
    if "iri_reference" in children:
        return _text(children["iri_reference"]).strip("<>")
    if "prefixed_name" in children:
        prefix, _, local = _text(children["prefixed_name"]).partition(":")
        return prefixes.get(prefix, f"{prefix}:") + local
    return None


def _text(node: Node) -> str:
    return (node.text or b"").decode()
