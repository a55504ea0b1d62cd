"""What became of central measures in local policies: kept, strengthened or dropped."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontology.article import Measure
from ontology.derived_link import Outcome, TextRole, Transmission
from ontology.knowledge import Knowledge
from search.derived.candidate import Candidate, score_of, strength, vectors_of
from search.embed import Vectors

LOCAL = ("provincial", "municipal")
ENOUGH = 0.54
"""The least strength of a counterpart; chosen by the labels of `benchmarks/derived_links.tsv`."""
_BINDING, _CITING = ("implements", "extends"), "cites"
_ABSENCE: Mapping[TextRole, float] = {"full text": 1.0, "register summary": 0.5}
"""What it is worth not to find a measure: a summary may just not mention it."""
_MISSING: Mapping[TextRole, Outcome] = {"full text": "dropped", "register summary": "unmentioned"}
_OTHER_INSTRUMENT = 0.15
"""How much closer two quotes must be where their instruments were classed differently."""


def find_transmissions(
    measures: Sequence[Candidate],
    vectors: Vectors,
    cited: Mapping[str, set[str]],
    knowledge: Knowledge,
    enough: float = ENOUGH,
) -> list[Transmission]:
    """For each local policy with measures and each central one behind it: what became of central measures.

    A policy should carry what it implements or extends, so that something can be missing there; of what it
    merely cites, measures can be found again. `cited` has the policies that a policy's text cites, by id.
    """
    of: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in measures:
        if candidate.placed.kind == "policy":
            of[candidate.placed.document].append(candidate)
    found: list[Transmission] = []
    for local, central, binding in _pairs(cited, knowledge):
        if of[local] and of[central]:
            compared = _compared(of[central], of[local], vectors, enough)
            found += (link for link in compared if binding or link.counterpart)
    return found


def _pairs(cited: Mapping[str, set[str]], knowledge: Knowledge) -> Iterator[tuple[str, str, bool]]:
    """Local policies with the national ones behind them, and whether those are to be carried out."""
    for policy in knowledge.policies.values():
        if policy.level not in LOCAL:
            continue
        binding = {relation.target for relation in policy.relations if relation.type in _BINDING}
        citing = {relation.target for relation in policy.relations if relation.type == _CITING}
        for id_ in sorted(binding | citing | cited.get(policy.id, set())):
            central = knowledge.policies.get(id_)
            if central is not None and central.level == "national":
                yield policy.id, id_, id_ in binding


def _compared(
    central: Sequence[Candidate], local: Sequence[Candidate], vectors: Vectors, enough: float
) -> Iterator[Transmission]:
    cosines = vectors_of(central, vectors) @ vectors_of(local, vectors).T
    for row, measure in enumerate(central):
        closeness = [
            float(cosines[row, j])
            - _OTHER_INSTRUMENT * (measure.measure.instrument != other.measure.instrument)
            for j, other in enumerate(local)
        ]
        best = max(range(len(local)), key=closeness.__getitem__)
        counterpart, similarity = local[best], float(cosines[row, best])
        score = score_of(strength(closeness[best], measure, counterpart), enough)
        kept = score >= 0.5
        yield Transmission(
            central=measure.placed,
            local=counterpart.placed.document,
            counterpart=counterpart.placed if kept else None,
            outcome=_outcome(measure.measure, counterpart.measure) if kept else _MISSING[counterpart.role],
            role=_weaker_role(measure, counterpart),
            similarity=similarity,
            score=score if kept else (1 - score) * _ABSENCE[counterpart.role],
        )


def _weaker_role(one: Candidate, other: Candidate) -> TextRole:
    return "full text" if one.role == other.role == "full text" else "register summary"


def _outcome(central: Measure, local: Measure) -> Outcome:
    """Strengthened: a larger amount in the same unit, a sooner deadline, or one where the centre set none."""
    if local.deadline and (central.deadline is None or local.deadline < central.deadline):
        return "strengthened"
    asked = {q.unit: q.value for q in central.quantities}
    given = {q.unit: q.value for q in local.quantities}
    if any(value > asked.get(unit, 0.0 if not asked else value) for unit, value in given.items()):
        return "strengthened"
    return "kept"
