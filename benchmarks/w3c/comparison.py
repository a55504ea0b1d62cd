"""Whether what came is what the suite expects: blank nodes by any name, rows in any order."""

import csv
import io
from pathlib import Path

import rdflib
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.query import Result
from rdflib.term import Identifier

FORMATS = {
    ".srx": ("application/sparql-results+xml", "xml"),
    ".srj": ("application/sparql-results+json", "json"),
    ".csv": ("text/csv", "csv"),
    ".tsv": ("text/tab-separated-values", "tsv"),
    ".ttl": ("text/turtle", "turtle"),
}
"""Media type, and rdflib's name, of what a test's result is written in; it is asked for in the same."""

_NUMBERS = {XSD.integer, XSD.decimal, XSD.double, XSD.float}


def same_result(content: bytes, expected: Path) -> bool:
    """Whether a result is the one in the file `expected`, in whose format it is."""
    # Literals stay as they are written: "01" is not "1" where a result says so.
    rdflib.NORMALIZE_LITERALS = False
    wanted, suffix = expected.read_bytes(), expected.suffix
    if suffix == ".ttl":
        return isomorphic(_graph(content, expected), _graph(wanted, expected))
    if suffix == ".csv":
        return _csv_rows(content) == _csv_rows(wanted)
    name = FORMATS[suffix][1]
    got, listed = (Result.parse(io.BytesIO(part), format=name) for part in (content, wanted))
    if "ASK" in (got.type, listed.type):
        return got.type == listed.type and got.askAnswer == listed.askAnswer
    same_columns = set(got.vars or ()) == set(listed.vars or ())
    return same_columns and isomorphic(_rows(got), _rows(listed))


def _graph(content: bytes, file: Path) -> Graph:
    return Graph().parse(data=content, format="turtle", publicID=file.as_uri())


def _rows(result: Result) -> Graph:
    """A node a row, so that blank nodes are matched through all of them."""
    graph = Graph()
    for row in result.bindings:
        node = BNode()
        graph.add((node, RDF.type, URIRef("urn:row")))
        for variable, value in row.items():
            graph.add((node, URIRef(f"urn:{variable}"), _plain(value)))
    return graph


def _plain(value: Identifier) -> Identifier:
    """A term with a number in one spelling: the suite writes 2.0 where 2 is as good a decimal."""
    if isinstance(value, Literal) and value.datatype in _NUMBERS:
        return Literal(_number(str(value)), datatype=value.datatype)
    if isinstance(value, Literal) and value.datatype == XSD.string:
        return Literal(str(value))
    return value


def _number(text: str) -> str:
    try:
        return format(float(text), ".15g")
    except ValueError:
        return text


def _csv_rows(content: bytes) -> list[list[tuple[str, str]]]:
    """Rows as pairs of column and value; blank nodes, which CSV does not tell from text, are all alike."""
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return sorted(sorted((name, _cell(value)) for name, value in row.items()) for row in rows)


def _cell(text: str) -> str:
    return "_:" if text.startswith("_:") else _number(text)
