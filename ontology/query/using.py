"""The dataset of an update as the protocol gives it: its parameters become USING clauses."""

from collections.abc import Sequence

from ontology.errors import InvalidInputError
from ontology.query.syntax import NAMES, parse, walk


def with_using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update, each of its operations with WHERE reading from these graphs (SPARQL 1.1 Protocol, 2.2.3).

    `default` and `named` are absolute IRIs. DELETE WHERE becomes DELETE and WHERE, since it takes no USING.
    Raises InvalidInputError where the update itself has WITH or USING.
    """
    source = update.encode()
    clauses = [f"USING <{iri}>" for iri in default] + [f"USING NAMED <{iri}>" for iri in named]
    using = f" {' '.join(clauses)} ".encode()
    parts, end = [], 0
    for operation in (node for node in walk(parse(update)) if node.type in {"modify", "delete_where"}):
        children = operation.children
        if operation.type == "delete_where":
            quads = children[-1]
            text = source[quads.start_byte : quads.end_byte]
            parts += [source[end : operation.start_byte], b"DELETE ", text, using, b"WHERE ", text]
            end = operation.end_byte
            continue
        if any(child.type in {*NAMES, "using_clause"} for child in children):
            raise InvalidInputError(
                "the update has WITH or USING beside the graphs of the protocol: name them in one place"
            )
        place = next(c for c in children if c.type in {"WHERE", "group_graph_pattern"}).start_byte
        parts += [source[end:place], using]
        end = place
    return b"".join([*parts, source[end:]]).decode()
