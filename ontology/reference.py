"""The ontology's reference page, made from it: `python -m ontology.reference > docs/ontology.md`."""

import sys
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from ontology.model import ontology_graph
from ontology.projection.field import Properties, by_subject
from ontology.vocabulary import PREFIXES, term

_SECTIONS = (
    ("Classes", "owl:Class"),
    ("Object properties", "owl:ObjectProperty"),
    ("Datatype properties", "owl:DatatypeProperty"),
    ("Datatypes", "rdfs:Datatype"),
)
_LINKS = (
    ("broader", "rdfs:subClassOf"),
    ("broader", "rdfs:subPropertyOf"),
    ("domain", "rdfs:domain"),
    ("range", "rdfs:range"),
    ("disjoint with", "owl:disjointWith"),
)


def reference_page() -> str:
    """Markdown: every term with labels and definitions in two languages, alignment, range and example."""
    subjects = by_subject(ontology_graph().triples)
    parts = ["# Ontology reference", _introduction(subjects)]
    for title, class_ in _SECTIONS:
        node = term(class_)
        found = sorted(s for s, p in subjects.items() if node in p.get(term("rdf:type").value, ()))
        parts += [f"## {title}", *(_term(subject, subjects[subject]) for subject in found)]
    parts += ["## Concept schemes", *_schemes(subjects)]
    return "\n\n".join(parts) + "\n"


def _introduction(subjects: Mapping[str, Properties]) -> str:
    properties = subjects[PREFIXES["drc"].rstrip("#")]
    description = "\n\n".join(_texts(properties, "dcterms:description"))
    return (
        f"Namespace `{PREFIXES['drc']}`, prefix `drc:`. Made from `ontology/drcgraph.ttl`.\n\n{description}"
    )


def _term(subject: str, properties: Properties) -> str:
    english, chinese = _texts(properties, "rdfs:label")
    lines = [
        f"### {_short(subject)}",
        f"**{english}** · **{chinese}**",
        *_texts(properties, "skos:definition"),
    ]
    for name, predicate in _LINKS:
        values = [
            _short(v.value) for v in properties.get(term(predicate).value, ()) if isinstance(v, NamedNode)
        ]
        if values:
            lines.append(f"- {name}: {', '.join(f'`{value}`' for value in sorted(values))}")
    examples = "\n".join(_texts(properties, "skos:example"))
    return "\n\n".join(
        [*lines[:4], *(["\n".join(lines[4:])] if lines[4:] else []), f"```turtle\n{examples}\n```"]
    )


def _schemes(subjects: Mapping[str, Properties]) -> Iterable[str]:
    in_scheme = term("skos:inScheme").value
    scheme = term("skos:ConceptScheme")
    for subject in sorted(s for s, p in subjects.items() if scheme in p.get(term("rdf:type").value, ())):
        rows = [
            f"| `{concept.rpartition('/')[2]}` | {' | '.join(_texts(properties, 'skos:prefLabel'))} |"
            for concept, properties in sorted(subjects.items())
            if NamedNode(subject) in properties.get(in_scheme, ())
        ]
        title = ", ".join(_texts(subjects[subject], "skos:prefLabel"))
        yield "\n".join(
            [f"### {title}", "", f"`{subject}/…`", "", "| id | English | 中文 |", "|---|---|---|", *rows]
        )


def _texts(properties: Properties, predicate: str) -> list[str]:
    """The values of a property, English first."""
    literals = [v for v in properties.get(term(predicate).value, ()) if isinstance(v, Literal)]
    return [literal.value for literal in sorted(literals, key=lambda v: (v.language or "", v.value))]


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


if __name__ == "__main__":
    sys.stdout.write(reference_page())
