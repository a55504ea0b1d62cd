"""Proposals of articles that are found again in later policies."""

from collections.abc import Sequence

import numpy as np

from ontology.derived_link import Uptake
from ontology.knowledge import Knowledge
from search.derived.candidate import SHARED_WORTH, Candidate, margins, score_of, strength, vectors_of
from search.embed import Vectors
from search.index.terms import day_range

YEARS = 3
"""How many years after the article a policy may be dated."""
ENOUGH = 0.1
"""The least strength of a pair; chosen by the labels of `benchmarks/derived_links.tsv`."""
_BEST = 3
"""How many policies' measures are kept for a proposal."""
_BLOCK = 2000


def find_uptakes(
    measures: Sequence[Candidate], vectors: Vectors, knowledge: Knowledge, enough: float = ENOUGH
) -> list[Uptake]:
    """Pairs of a proposal and a later policy's measure of the same instrument that say the same.

    The policy is dated surely after the article and at most YEARS later, and it holds where the proposal is
    to hold. The quotes are close, all the closer where no industry or region is shared.
    """
    proposals = [
        m
        for m in measures
        if m.placed.kind == "article" and m.measure.standing == "proposed" and m.date is not None
    ]
    orders = [m for m in measures if m.placed.kind == "policy" and m.date is not None]
    found: list[Uptake] = []
    if not orders:
        return found
    right = vectors_of(orders, vectors)
    for at in range(0, len(proposals), _BLOCK):
        block = proposals[at : at + _BLOCK]
        cosines, above = margins(vectors_of(block, vectors), right)
        for row, proposal in enumerate(block):
            near = np.flatnonzero(above[row] >= enough - SHARED_WORTH).tolist()
            scored = [
                (strength(float(above[row, j]), proposal, orders[j]), j)
                for j in near
                if _fits(proposal, orders[j], knowledge)
            ]
            best = sorted((pair for pair in scored if pair[0] >= enough), reverse=True)[:_BEST]
            found += [
                Uptake(
                    proposal.placed,
                    orders[j].placed,
                    orders[j].role,
                    float(cosines[row, j]),
                    score_of(worth, enough),
                )
                for worth, j in best
            ]
    return found


def _fits(proposal: Candidate, order: Candidate, knowledge: Knowledge) -> bool:
    return (
        proposal.measure.instrument == order.measure.instrument
        and _soon_after(proposal.date or "", order.date or "")
        and _same_place(proposal, order, knowledge)
    )


def _soon_after(before: str, after: str) -> bool:
    """Whether `after` is surely later, by at most YEARS."""
    last, (first_after, _) = day_range(before)[1], day_range(after)
    return last < first_after <= last + YEARS * 10_000


def _same_place(proposal: Candidate, order: Candidate, knowledge: Knowledge) -> bool:
    """Whether a policy of some provinces may answer a proposal: it does where their regions overlap."""
    policy = knowledge.policies.get(order.placed.document)
    if policy is None or policy.level == "national" or not policy.regions or not proposal.regions:
        return True
    own = {part for region in policy.regions for part in knowledge.narrower("region", region)}
    asked = {part for region in proposal.regions for part in knowledge.narrower("region", region)}
    return not own.isdisjoint(asked)
