"""SHACL validation of a release's graphs.

pySHACL checks the core constraints. Constraints written in SPARQL are run by the graph engine over all focus
nodes at once, which gives the same results far sooner; a standard SHACL processor can check the shapes alone.
Articles are checked apart from the register: of what they link to they need only the classes, so that a
changed article is checked without the rest of the release.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from ontology.iri import BASE
from ontology.named_graph import NamedGraph
from ontology.projection.field import Properties, by_subject
from ontology.rdflib_graph import to_rdflib
from ontology.store import GraphStore
from ontology.turtle import read_turtle
from ontology.vocabulary import RDF_TYPE, term

Severity = Literal["violation", "warning", "info"]
_SHAPES = Path(__file__).parent / "shapes"
_SHAPE = BASE + "shape/"
_ARTICLE_GRAPHS, _DERIVED_GRAPH = BASE + "graph/article/", BASE + "graph/derived"
_ONTOLOGY_GRAPHS = tuple(
    f"{BASE}graph/{name}" for name in ("ontology", "authority/", "register", "corrections")
)
# What articles need of the graphs that they link to.
_SUBCLASS = term("rdfs:subClassOf")
_CONTEXT = {p.value for p in (RDF_TYPE, _SUBCLASS, term("skos:inScheme"))}
# And what derived links need.
_LINKED = _CONTEXT | {term("drc:level").value}
_BATCH = 200


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One fault: the node, the property path ("" where none), the shape that is broken, what is wrong."""

    node: str
    path: str
    rule: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What validation found; `conforms` where there is no violation (warnings may stand)."""

    conforms: bool
    results: tuple[ValidationResult, ...]


def validate(graphs: Iterable[NamedGraph]) -> ValidationReport:
    """Check the graphs of a release, whole or only the changed articles with ontology, lists and register."""
    articles: list[ox.Triple] = []
    model: list[ox.Triple] = []
    derived: list[ox.Triple] = []
    for graph in graphs:
        if graph.iri.startswith(_ARTICLE_GRAPHS):
            articles += graph.triples
        elif graph.iri == _DERIVED_GRAPH:
            derived += graph.triples
        elif graph.iri.startswith(_ONTOLOGY_GRAPHS):
            model += graph.triples
    context = [triple for triple in model if triple.predicate.value in _CONTEXT]
    found = [*_check(model, ("ontology", "register")), *_check_articles(articles, context)]
    return _report([*found, *_check_derived(derived, [*articles, *model])])


def validate_articles(articles: Iterable[NamedGraph], model: Iterable[NamedGraph]) -> ValidationReport:
    """Check article graphs alone, with the classes of what they link to taken from `model`."""
    context = [t for graph in model for t in graph.triples if t.predicate.value in _CONTEXT]
    return _report(_check_articles([t for graph in articles for t in graph.triples], context))


def validate_derived(derived: NamedGraph, others: Iterable[NamedGraph]) -> ValidationReport:
    """Check the graph of derived links alone, with what it links to taken from `others`."""
    return _report(_check_derived(list(derived.triples), (t for graph in others for t in graph.triples)))


def validate_changes(
    store: GraphStore, articles: Collection[str], entries: Collection[str] = ()
) -> ValidationReport:
    """Check of a release's store only the graphs with the IRIs `articles` and what it says of `entries`, the
    IRIs of policies, list entries and corrections.

    Articles are taken some at a time, so that memory does not grow with their number.
    """
    shared = [iri for iri in store.graphs() if iri.startswith(_ONTOLOGY_GRAPHS)]
    context = [
        triple
        for iri in shared
        for predicate in _CONTEXT
        for triple in store.match(predicate=ox.NamedNode(predicate), graph=iri)
    ]
    found: list[ValidationResult] = []
    if entries:
        found += _check_entries([t for iri in shared for t in store.triples(iri)], context, entries)
    remaining = iter(sorted(articles))
    while batch := list(islice(remaining, _BATCH)):
        found += _check_articles([t for iri in batch for t in store.triples(iri)], context)
    return _report(found)


def _check_articles(triples: list[ox.Triple], context: Iterable[ox.Triple]) -> Iterator[ValidationResult]:
    """What is wrong in articles; of the context only what they link to is looked at."""
    linked = {triple.object for triple in triples}
    needed = (t for t in context if t.subject in linked or t.predicate == _SUBCLASS)
    return _check([*triples, *needed], ("article",))


def _check_entries(
    model: list[ox.Triple], context: Iterable[ox.Triple], entries: Collection[str]
) -> Iterator[ValidationResult]:
    """What is wrong in some entries, and between them and any others."""
    rules = _rules(("register",))
    yield from _check_queries(model, rules)
    own = [triple for triple in model if _value(triple.subject) in entries]
    linked = {triple.object for triple in own}
    needed = (t for t in context if t.subject in linked or t.predicate == _SUBCLASS)
    yield from (result for result in _check_core([*own, *needed], rules) if result.node in entries)


def _check_derived(triples: list[ox.Triple], others: Iterable[ox.Triple]) -> Iterator[ValidationResult]:
    """What is wrong in derived links; of all else only what they link to is looked at."""
    if not triples:
        return iter(())
    linked = {triple.object for triple in triples}
    needed = (
        t
        for t in others
        if t.predicate == _SUBCLASS or (t.subject in linked and t.predicate.value in _LINKED)
    )
    return _check([*triples, *needed], ("derived",))


def _report(found: Iterable[ValidationResult]) -> ValidationReport:
    results = tuple(sorted(set(found), key=lambda r: (r.severity, r.rule, r.node, r.path)))
    return ValidationReport(all(result.severity != "violation" for result in results), results)


def _check(triples: list[ox.Triple], shapes: Iterable[str]) -> Iterator[ValidationResult]:
    rules = _rules(shapes)
    yield from _check_queries(triples, rules)
    yield from _check_core(triples, rules)


def _rules(shapes: Iterable[str]) -> list[ox.Triple]:
    return [triple for name in shapes for triple in read_turtle(_SHAPES / f"{name}.ttl")]


_SELECT, _MESSAGE, _SPARQL = term("sh:select"), term("sh:message"), term("sh:sparql")
_PATH, _FIRST, _REST = (term(name).value for name in ("sh:path", "rdf:first", "rdf:rest"))


def _check_queries(triples: Iterable[ox.Triple], rules: list[ox.Triple]) -> Iterator[ValidationResult]:
    """The results of SPARQL constraints, for all focus nodes at once."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    messages = {t.subject: _value(t.object) for t in rules if t.predicate == _MESSAGE}
    for rule in rules:
        if rule.predicate != _SELECT:
            continue
        solutions = store.query(_value(rule.object))
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError(f"{rule.subject} is no SELECT query")
        name = _value(rule.subject).removeprefix(_SHAPE)
        for solution in solutions:
            yield _result(_value(solution["this"]), "", name, messages[rule.subject], "violation")


def _result(node: str, path: str, rule: str, message: str, severity: Severity) -> ValidationResult:
    return ValidationResult(node, path, rule, f"{node} breaks {rule}: {message}", severity)


def _value(value: object) -> str:
    return value.value if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal) else ""


def _check_core(triples: Iterable[ox.Triple], rules: list[ox.Triple]) -> Iterator[ValidationResult]:
    """The results of all other constraints, by pySHACL."""
    import pyshacl
    from rdflib import Graph
    from rdflib.namespace import SH

    shapes = by_subject(rule for rule in rules if rule.predicate != _SPARQL)
    # In place: the graph was made for this, and a copy would cost as much as the check.
    _, results, _ = pyshacl.validate(
        to_rdflib(triples),
        shacl_graph=to_rdflib(rule for rule in rules if rule.predicate != _SPARQL),
        inplace=True,
        allow_warnings=True,
    )
    if not isinstance(results, Graph):
        raise TypeError(f"pySHACL gave no report: {results}")
    for node in results.subjects(SH.focusNode):
        focus, shape = str(results.value(node, SH.focusNode)), str(results.value(node, SH.sourceShape))
        severity = str(results.value(node, SH.resultSeverity)).rpartition("#")[2]
        message = str(results.value(node, SH.resultMessage))
        path = _path_of(shape, shapes)
        yield _result(focus, path, shape.removeprefix(_SHAPE), message, _SEVERITIES[severity])


_SEVERITIES: dict[str, Severity] = {"Violation": "violation", "Warning": "warning", "Info": "info"}


def _path_of(shape: str, shapes: Mapping[str, Properties]) -> str:
    """The property path of a shape, the steps of a sequence parted by "/"."""
    node = next(iter(shapes.get(shape, {}).get(_PATH, ())), None)
    steps: list[str] = []
    while isinstance(node, ox.BlankNode):
        cell = shapes[node.value]
        steps.append(_value(cell[_FIRST][0]))
        node = cell[_REST][0]
    return "/".join(steps) if steps else _value(node)
