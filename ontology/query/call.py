"""A SERVICE clause read as a call: one subject, properties with constants or variables.

SERVICE <https://w3id.org/drcgraph/search> { ?passage search:text "ice tourism" ; search:score ?score }
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple
from pyoxigraph import parse as parse_rdf
from tree_sitter import Node

from ontology.errors import InvalidInputError
from ontology.query.clause import LITERALS, ServiceClause, values_of
from ontology.query.syntax import NAMES, iri_of, node_text, parse

Constant = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, by its name without the question mark."""

    name: str


@dataclass(frozen=True, slots=True)
class ServiceCall:
    """What a clause asks: `subject` is None for a blank node; `arguments` are properties and objects.

    `values` are the constants that VALUES clauses, in the body or around the clause, give to variables.
    `kept` is what of the body must stay: its own VALUES clauses.
    """

    subject: Variable | None
    arguments: tuple[tuple[str, Variable | Constant], ...]
    values: Mapping[str, tuple[Constant, ...]]
    kept: str = ""


class MalformedCallError(InvalidInputError):
    """A SERVICE clause is not written as its service wants it."""


def read_call(clause: ServiceClause) -> ServiceCall:
    """The call that a clause makes. Raises MalformedCallError where it is more than one call."""
    query = f"SELECT * {clause.body}"
    source, tree = query.encode(), parse(query)
    if tree.has_error:
        raise _malformed(clause, "its body cannot be read: mend the syntax")
    group = tree.named_children[0].named_children[1].named_children[0]
    values = {name: list(terms) for name, terms in clause.values.items()}
    kept: list[str] = []
    arguments: list[tuple[str, Variable | Constant]] = []
    subjects: set[str | None] = set()
    for part in group.named_children:
        if part.type == "inline_data":
            kept.append(source[part.start_byte : part.end_byte].decode())
            for name, terms in values_of(part, source).items():
                values[name] = [*values.get(name, ()), *terms]
        elif part.type == "triples_block":
            for triples in (n for n in part.named_children if n.type == "triples_same_subject"):
                subjects.add(_subject(clause, triples))
                arguments += _arguments(clause, triples, source)
        elif part.type != "comment":
            raise _malformed(clause, f"write {part.type.replace('_', ' ')} outside of its braces")
    if len(subjects) > 1:
        raise _malformed(clause, "it has several subjects: write one clause for each")
    subject = next(iter(subjects), None)
    return ServiceCall(
        subject=Variable(subject[1:]) if subject else None,
        arguments=tuple(arguments),
        values={name: _constants(clause, terms) for name, terms in values.items()},
        kept=" ".join(kept),
    )


def _subject(clause: ServiceClause, triples: Node) -> str | None:
    """The subject's variable as written; None for a blank node."""
    first = triples.named_children[0]
    if first.type == "var":
        return node_text(first)
    if first.type in ("anon", "blank_node_label", "blank_node_property_list"):
        return None
    raise _malformed(clause, f"its subject {node_text(first)} must be a variable or a blank node")


def _arguments(
    clause: ServiceClause, triples: Node, source: bytes
) -> Iterator[tuple[str, Variable | Constant]]:
    first = triples.named_children[0]
    inside = first.named_children if first.type == "blank_node_property_list" else []
    for properties in [*inside, *triples.named_children[1:]]:
        for node in (n for n in properties.named_children if n.type == "property"):
            path, objects = node.named_children[0], node.named_children[-1]
            names = [child for child in path.named_children if child.type in NAMES]
            if path.type != "path_element" or len(names) != 1 or len(path.children) != 1:
                raise _malformed(clause, f"its property {node_text(path)} must be an IRI")
            for object_ in (n for n in objects.named_children if n.type != "comment"):
                yield iri_of(names[0], clause.prefixes) or "", _argument(clause, object_, source)


def _argument(clause: ServiceClause, node: Node, source: bytes) -> Variable | Constant:
    if node.type == "var":
        return Variable(node_text(node)[1:])
    if node.type in NAMES | LITERALS:
        return _constants(clause, [source[node.start_byte : node.end_byte].decode()])[0]
    raise _malformed(clause, f"its object {node_text(node)} must be a variable, an IRI or a literal")


def _constants(clause: ServiceClause, terms: Sequence[str]) -> tuple[Constant, ...]:
    """Terms as written, parsed: literals and names are written alike in SPARQL and Turtle."""
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in clause.prefixes.items())
    statements = "".join(f"<urn:x:s> <urn:x:p> {term} .\n" for term in terms)
    try:
        objects = [triple.object for triple in _triples(declared + statements)]
    except (SyntaxError, ValueError) as error:
        raise _malformed(clause, f"{', '.join(terms)} cannot be read: {error}") from error
    return tuple(term for term in objects if isinstance(term, NamedNode | Literal))


def _triples(turtle: str) -> Iterable[Triple]:
    return (quad.triple for quad in parse_rdf(turtle, format=RdfFormat.TURTLE))


def _malformed(clause: ServiceClause, reason: str) -> MalformedCallError:
    return MalformedCallError(f"SERVICE <{clause.name}>: {reason}.")
