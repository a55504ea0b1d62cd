"""What a query asks for, found in its syntax tree before the engine sees it.

The engine would follow SERVICE to any host and, in updates, read any file that LOAD names.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Literal

from tree_sitter import Node

from ontology.errors import ConflictError, InvalidInputError
from ontology.query.clause import find_services
from ontology.query.syntax import NAMES, iri_of, parse, prefixes_of, walk

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
_DATA = frozenset({"insert_data", "delete_data"})
_DECLARATIONS = frozenset({"base_declaration", "prefix_declaration", "comment"})
_SERVICE_WORD = re.compile(r"(?<![\w:?$-])service(?![\w:-])", re.IGNORECASE)


def check_text(query: str) -> None:
    """Refuse what is no Unicode text, as half of a surrogate pair. Raises InvalidInputError."""
    try:
        query.encode()
    except UnicodeEncodeError as error:
        message = f"The query is not UTF-8 at character {error.start + 1}: write it in that encoding."
        raise InvalidInputError(message) from error


def query_form(query: str) -> QueryForm | None:
    """Which of the four forms `query` has; None where the syntax does not tell."""
    return next((_FORMS[node.type] for node in parse(query).children if node.type in _FORMS), None)


def names_graphs(query: str) -> bool:
    """Whether the query states its own dataset (FROM, FROM NAMED)."""
    return any(node.type == "dataset_clause" for node in walk(parse(query)))


def check_query(query: str, allowed_services: Collection[str] = ()) -> None:
    """Refuse updates, and SERVICE calls of any IRI that is not in `allowed_services`.

    Raises InvalidInputError. Malformed syntax is left to the engine, whose message is better.
    """
    tree = parse(query)
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
    update = update.rstrip().removesuffix(";")
    tree = parse(update)
    if _declares_only(tree, update.encode()):
        return
    if tree.has_error:
        raise InvalidInputError(f"The update cannot be read {_place_of_error(tree)}: mend the syntax there.")
    if any(node.type in _FORMS for node in tree.children):
        raise InvalidInputError("This is a query where an update is wanted: begin with INSERT or DELETE.")
    if find_services(update):
        raise InvalidInputError("SERVICE is not allowed in an update: take the clause out.")
    prefixes: dict[str, str] = {}
    for node in tree.children:
        if node.type == "prologue":
            prefixes |= prefixes_of(node)
        for written in _written_graphs(node):
            if written is not None and written.type == "var" and node.type in _DATA:
                raise InvalidInputError(f"{_UPDATES[node.type]} names a graph by a variable: write its IRI.")
            iri = None if written is None else iri_of(written, prefixes)
            if iri is None or not writable(iri):
                named = f"<{iri}>" if iri else "a graph that is not named"
                raise ConflictError(
                    f"{_UPDATES[node.type]} would write {named}: only users' graphs can be written."
                )


def _declares_only(tree: Node, source: bytes) -> bool:
    """Whether there are prefixes and a base alone, and nothing to do: allowed, but not by the grammar."""
    end, between = 0, b""
    for node in walk(tree, stop_at=_DECLARATIONS):
        if node.type in _DECLARATIONS:
            between += source[end : node.start_byte]
            end = node.end_byte
    return not (between + source[end:]).strip()


def _written_graphs(operation: Node) -> Iterator[Node | None]:
    """The nodes that name what an operation writes; None for the default graph and for all graphs at once."""
    kind, children = operation.type, operation.named_children
    if kind == "load":
        raise InvalidInputError("LOAD is not allowed: send the statements themselves.")
    if kind in {"insert_data", "delete_data", "delete_where", "modify"}:
        given = next((child for child in children if child.type in NAMES), None)
        if given is not None:
            yield given
        for quads in (node for node in walk(operation) if node.type == "quads"):
            for part in quads.named_children:
                yield part.named_children[0] if part.type == "quads_not_triples" else given
    elif kind in {"clear", "drop", "create"}:
        yield from [node for node in walk(operation) if node.type in NAMES] or (None,)
    elif kind in {"copy", "add", "move"}:
        ends = [next((n for n in walk(child) if n.type in NAMES), None) for child in children]
        yield from ends if kind == "move" else ends[-1:]


def _place_of_error(tree: Node) -> str:
    line, column = next((n.start_point for n in walk(tree) if n.is_error or n.is_missing), (0, 0))
    return f"at line {line + 1}, column {column + 1}"


def _refuse_updates(tree: Node) -> None:
    # Only at the top and inside what could not be parsed: an operation cannot be nested in a query.
    for node in walk(tree, stop_at=frozenset(_FORMS)):
        if node.type in _UPDATES:
            raise InvalidInputError(
                f"{_UPDATES[node.type]} is an update, and this is for queries: begin with SELECT, ASK, "
                "CONSTRUCT or DESCRIBE."
            )
