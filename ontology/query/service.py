"""Services of our own in SPARQL: a SERVICE clause is evaluated once and replaced by VALUES."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from pyoxigraph import Literal, NamedNode

from ontology.query.call import Constant, MalformedCallError, ServiceCall, Variable, read_call
from ontology.query.clause import ServiceClause

CALL_LIMIT = 50
"""How many values the key of one clause may have: each is an evaluation of its own."""


@dataclass(frozen=True, slots=True)
class Iri:
    """An IRI among values that are otherwise plain strings and numbers."""

    value: str


Value = Iri | str | int | float
Row = Mapping[str, Value]
SUBJECT = ""
"""Under this key a row has what the subject of the clause stands for."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service that SPARQL can call, as functions see it.

    `namespace` is that of its properties. `key` is the one that must be given, as a constant or by VALUES;
    `options` may be given as constants, several of one property too; `outputs` take variables.
    `evaluate(arguments, passages)` has the arguments by local name and whether the subject is a variable; its
    rows have values by local name, and SUBJECT. A value that is missing stays unbound.
    """

    namespace: str
    key: str
    options: frozenset[str]
    outputs: frozenset[str]
    evaluate: Callable[[Mapping[str, Sequence[Value]], bool], Iterable[Row]]

    def __call__(self, clause: ServiceClause) -> str:
        """The graph pattern that takes the place of the clause. Raises InvalidInputError."""
        call = read_call(clause)
        return _Evaluation(self, clause.name or "", call).pattern()


class _Evaluation:
    def __init__(self, service: Service, name: str, call: ServiceCall) -> None:
        self._service, self._name, self._call = service, name, call
        self._key: Variable | Constant | None = None
        self._options: dict[str, list[Value]] = {}
        self._outputs: list[tuple[str, str]] = [(SUBJECT, call.subject.name)] if call.subject else []
        for iri, argument in call.arguments:
            self._sort(iri, argument)

    def pattern(self) -> str:
        """VALUES with a row for each result, beside the VALUES clauses of the body."""
        names = list(dict.fromkeys(name for _, name in self._outputs))
        if isinstance(self._key, Variable) and self._key.name not in names:
            names.append(self._key.name)
        rows = " ".join(f"({' '.join(map(_written, row))})" for row in self._rows(names))
        return f"{{ {self._call.kept} VALUES ({' '.join(f'?{name}' for name in names)}) {{ {rows} }} }}"

    def _sort(self, iri: str, argument: Variable | Constant) -> None:
        """Put an argument where it belongs."""
        service, local = self._service, iri.removeprefix(self._service.namespace)
        if local == service.key:
            if self._key is not None:
                self._refuse(f"{local} is given twice: write one clause for each")
            self._key = argument
        elif local in service.options:
            if isinstance(argument, Variable):
                self._refuse(f"{local} must be a constant, not ?{argument.name}")
            self._options.setdefault(local, []).append(_plain(argument))
        elif local in service.outputs:
            if not isinstance(argument, Variable):
                self._refuse(f"{local} must be a variable: compare it with {argument} in a FILTER")
            self._outputs.append((local, argument.name))
        else:
            known = ", ".join(sorted({service.key, *service.options, *service.outputs}))
            self._refuse(f"<{iri}> is unknown; properties in <{service.namespace}> are {known}")

    def _rows(self, names: Sequence[str]) -> Iterator[list[Constant | None]]:
        for key in self._keys():
            arguments = {self._service.key: [_plain(key)], **self._options}
            for found in self._service.evaluate(arguments, self._call.subject is not None):
                row = self._bound(key, found)
                if row is not None:
                    yield [row.get(name) for name in names]

    def _bound(self, key: Constant, found: Row) -> dict[str, Constant | None] | None:
        """What each variable is bound to; None where one variable would be two things."""
        pairs = [(name, _term(found[local]) if local in found else None) for local, name in self._outputs]
        if isinstance(self._key, Variable):
            pairs.append((self._key.name, key))
        row: dict[str, Constant | None] = {}
        for name, term in pairs:
            if row.setdefault(name, term) != term:
                return None
        return row

    def _keys(self) -> tuple[Constant, ...]:
        """The key's constants."""
        if self._key is None:
            self._refuse(f"{self._service.key} is missing")
        if not isinstance(self._key, Variable):
            return (self._key,)
        keys = tuple(dict.fromkeys(self._call.values.get(self._key.name, ())))
        if not keys:
            self._refuse(
                f"?{self._key.name} has no value where the clause stands: write the {self._service.key} "
                f'itself, or VALUES ?{self._key.name} {{ "…" }} beside the clause'
            )
        if len(keys) > CALL_LIMIT:
            self._refuse(f"?{self._key.name} has {len(keys)} values: give at most {CALL_LIMIT}")
        return keys

    def _refuse(self, reason: str) -> NoReturn:
        raise MalformedCallError(f"SERVICE <{self._name}>: {reason}.")


def _plain(term: Constant) -> Value:
    """A constant as a function takes it."""
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if term.datatype.value.endswith("#integer"):
        return int(term.value)
    return term.value


def _term(value: Value) -> Constant:
    return NamedNode(value.value) if isinstance(value, Iri) else Literal(value)


def _written(term: Constant | None) -> str:
    return "UNDEF" if term is None else str(term)
