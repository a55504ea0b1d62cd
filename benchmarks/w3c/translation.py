"""An update of a test as an update of the users' graphs that stand in for the test's.

Graphs are renamed where they are named; what is said of the default graph is said of its stand-in: in data
and in DELETE WHERE by GRAPH, in other templates by WITH, in patterns by USING. Patterns see the test's graphs
and no others. All else stays, so that the engine evaluates the same patterns over the same statements.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tree_sitter import Node
from w3c.suite import Case
from w3c.user_graphs import Names

from ontology.query.syntax import NAMES, iri_of, node_text, parse, prefixes_of, walk

Edit = tuple[int, int, str]
"""Bytes from, to, and what comes in their place."""

OPERATIONS = {
    *("insert_data", "delete_data", "delete_where", "modify"),
    *("load", "clear", "drop", "create", "add", "move", "copy"),
}
_NAMING = {
    "create",
    "quads_not_triples",
    "graph_graph_pattern",
    "using_clause",
    "graph_ref",
    "graph_or_default",
    "modify",
}


@dataclass(frozen=True)
class Update:
    """What an update declares, its base by None and the others by their prefix, and what it then does."""

    declared: dict[str | None, str]
    operations: str

    def __str__(self) -> str:
        return f"{prologue(self.declared)}{self.operations}"


def prologue(declared: Mapping[str | None, str]) -> str:
    """Declarations of a base (None) and of prefixes."""
    lines = (
        f"BASE <{iri}>\n" if name is None else f"PREFIX {name}: <{iri}>\n" for name, iri in declared.items()
    )
    return "".join(lines)


def translated(case: Case, names: Names) -> Update:
    """The update, its graphs renamed; as it is where it cannot be read."""
    source, root = case.text.encode(), parse(case.text)
    if root.has_error and "Negative" in case.kind:
        return Update({}, case.text)
    declared = _declared(root)
    renaming = _Renaming(names, {name: iri for name, iri in declared.items() if name is not None})
    operations = [node for node in root.children if node.type in OPERATIONS]
    edits = [edit for node in operations for edit in _edits(node, renaming)]
    first = min((node.start_byte for node in operations), default=len(source))
    start = max((node.end_byte for node in root.children if node.end_byte <= first), default=0)
    for begin, end, text in sorted(edits, reverse=True):
        source = source[:begin] + text.encode() + source[end:]
    return Update(declared, source[start:].decode().rstrip().rstrip(";"))


def _declared(root: Node) -> dict[str | None, str]:
    declared: dict[str | None, str] = {}
    for node in walk(root):
        if node.type == "base_declaration":
            declared[None] = next(
                node_text(child).strip("<>") for child in node.children if child.type in NAMES
            )
    return declared | prefixes_of(root)


class _Renaming:
    def __init__(self, names: Names, prefixes: Mapping[str, str]) -> None:
        self._names, self._prefixes = names, prefixes
        self.default = f"<{names.user_graph(None)}>"

    def __call__(self, node: Node) -> str:
        return f"<{self._names.user_graph(iri_of(node, self._prefixes))}>"

    @property
    def named(self) -> Iterator[str]:
        return (f"<{name}>" for name in self._names.named)


def _edits(operation: Node, renamed: _Renaming) -> Iterator[Edit]:
    for node in walk(operation):
        if node.type in _NAMING:
            yield from _renamed_children(node, renamed)
        if node.type == "DEFAULT":
            yield node.start_byte, node.end_byte, _default(operation, renamed)
    if operation.type in {"insert_data", "delete_data", "delete_where"}:
        quads = next(node for node in operation.children if node.type == "quads")
        for part in (child for child in quads.children if child.type == "triples_template"):
            yield part.start_byte, part.start_byte, f"GRAPH {renamed.default} {{ "
            yield part.end_byte, part.end_byte, " } "
    if operation.type == "modify":
        yield from _dataset(operation, renamed)


def _default(operation: Node, renamed: _Renaming) -> str:
    """DEFAULT as a graph by its name, which unlike the default graph need not exist."""
    if operation.type in {"copy", "move", "add"}:
        return renamed.default
    silent = any(child.type == "SILENT" for child in operation.children)
    return f"GRAPH {renamed.default}" if silent else f"SILENT GRAPH {renamed.default}"


def _renamed_children(node: Node, renamed: _Renaming) -> Iterator[Edit]:
    for child in node.children:
        if child.type in NAMES:
            yield child.start_byte, child.end_byte, renamed(child)


def _dataset(modify: Node, renamed: _Renaming) -> Iterator[Edit]:
    """WITH where there is none, and USING of the test's graphs, unless the update has it."""
    with_graph = next((child for child in modify.children if child.type in NAMES), None)
    if with_graph is None:
        yield modify.start_byte, modify.start_byte, f"WITH {renamed.default} "
    if any(child.type == "using_clause" for child in modify.children):
        return
    default = renamed.default if with_graph is None else renamed(with_graph)
    where = next(c for c in modify.children if c.type in {"WHERE", "group_graph_pattern"}).start_byte
    using = [f"USING {default}", *(f"USING NAMED {name}" for name in renamed.named)]
    yield where, where, f" {' '.join(using)} "
