"""The syntax tree of a query or update, by tree-sitter: nodes, their texts and the names in them."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from tree_sitter import Language, Node, Parser

NAMES = frozenset({"iri_reference", "prefixed_name"})
_CODE_POINT = re.compile(r"(?<!\\)((?:\\\\)*)\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
# Two words that the grammar takes for one, in capitals; strings, names and comments are passed over.
_TWO_WORDS = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3} | \"(?:\\.|[^\\"\n])*\" | '(?:\\.|[^\\'\n])*'
    | <[^\x00-\x20<>"{}|^`\\]*> | \#[^\n]*
    | (?<![\w?$@:.-])(?P<first>INSERT|DELETE)(?P<gap>(?:\s|\#[^\n]*\n)+)(?P<second>DATA|WHERE)(?![\w:.-])""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
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


def parse(query: str) -> Node:
    """The root of the tree. Bytes of nodes are those of `query` in UTF-8; their texts lack some escapes."""
    # The grammar knows no \u escapes in strings; without their backslash they parse, and all stays in place.
    plain = _CODE_POINT.sub(lambda match: match[1] + "x" + match[2], query)
    plain = _TWO_WORDS.sub(_moved_together, plain)
    return Parser(_language()).parse(plain.encode()).root_node


def _moved_together(match: re.Match[str]) -> str:
    """INSERT DATA and the like in capitals with one space between; all after them stays in its place."""
    if match["first"] is None:
        return match[0]
    lines = match["gap"].count("\n")
    blank = "\n" * lines + " " * (len(match["gap"].encode()) - lines)
    return f"{blank[:-1]}{match['first']} {match['second']}".upper()


def walk(root: Node, stop_at: Collection[str] = ()) -> Iterator[Node]:
    """All nodes below `root` in document order, without recursion: queries may nest deeper than the stack."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if node.type not in stop_at:
            waiting.extend(reversed(node.children))


def prefixes_of(tree: Node) -> dict[str, str]:
    """The prefixes that are declared, without colon, and their IRIs."""
    found = {}
    for node in walk(tree):
        if node.type == "prefix_declaration":
            parts = {child.type: node_text(child) for child in node.children}
            found[parts.get("namespace", "").rstrip(":")] = parts.get("iri_reference", "").strip("<>")
    return found


def iri_of(node: Node, prefixes: Mapping[str, str]) -> str | None:
    """The IRI that a node names in full or by a prefix; None for any other node."""
    if node.type == "iri_reference":
        return node_text(node).strip("<>")
    if node.type == "prefixed_name":
        prefix, _, local = node_text(node).partition(":")
        return prefixes.get(prefix, f"{prefix}:") + local
    return None


def node_text(node: Node) -> str:
    """What stands there, but for escapes of code points."""
    return (node.text or b"").decode()
