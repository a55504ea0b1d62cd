"""What became of central measures in local policies: kept, strengthened or dropped."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontology.article import Measure
from ontology.derived_link import Outcome, TextRole, Transmission
from ontology.knowledge import Knowledge
from search.derived.candidate import CLOSE, Candidate, margins, score_of, strength, vectors_of
from search.embed import Vectors

LOCAL = ("provincial", "municipal")
_HANDED_DOWN = ("implements", "cites", "extends")
_ABSENCE: Mapping[TextRole, float] = {"full text": 1.0, "register summary": 0.5}
"""What it is worth not to find a measure: a summary may just not mention it."""
_OTHER_INSTRUMENT = 0.15
"""How much closer two quotes must be where their instruments were classed differently."""


def find_transmissions(
    measures: Sequence[Candidate],
    vectors: Vectors,
    cited: Mapping[str, set[str]],
    knowledge: Knowledge,
) -> list[Transmission]:
    """For each local policy with measures and each central one that it implements or cites: what became of
    each central measure.

    `cited` has the policies that the text of a policy cites, by id.
    """
    of: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in measures:
        if candidate.placed.kind == "policy":
            of[candidate.placed.document].append(candidate)
    found: list[Transmission] = []
    for local, central in _pairs(cited, knowledge):
        if of[local] and of[central]:
            found += _compared(of[central], of[local], vectors)
    return found


def _pairs(cited: Mapping[str, set[str]], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for policy in knowledge.policies.values():
        if policy.level not in LOCAL:
            continue
        above = {relation.target for relation in policy.relations if relation.type in _HANDED_DOWN}
        for id_ in sorted(above | cited.get(policy.id, set())):
            central = knowledge.policies.get(id_)
            if central is not None and central.level == "national":
                yield policy.id, id_


def _compared(
    central: Sequence[Candidate], local: Sequence[Candidate], vectors: Vectors
) -> Iterator[Transmission]:
    cosines, _ = margins(vectors_of(central, vectors), vectors_of(local, vectors))
    for row, measure in enumerate(central):
        closeness = [
            float(cosines[row, j])
            - _OTHER_INSTRUMENT * (measure.measure.instrument != other.measure.instrument)
            for j, other in enumerate(local)
        ]
        best = max(range(len(local)), key=closeness.__getitem__)
        counterpart, similarity = local[best], float(cosines[row, best])
        worth = strength(closeness[best] - CLOSE, measure, counterpart)
        score = score_of(worth)
        kept, role = score >= 0.5, _weaker_role(measure, counterpart)
        yield Transmission(
            central=measure.placed,
            local=counterpart.placed.document,
            counterpart=counterpart.placed if kept else None,
            outcome=_outcome(measure.measure, counterpart.measure) if kept else "dropped",
            role=role,
            similarity=similarity,
            score=score if kept else (1 - score) * _ABSENCE[role],
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
