"""Policies that belong together, by their titles, by who cites both, by the register's relations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from ontology.derived_link import RelatedPolicies
from ontology.knowledge import Knowledge
from search.embed import Vectors

_BEST, _LEAST = 5, 0.3
_RELATION, _CITATION, _TITLE = 0.6, 0.7, 0.6
"""The most that each kind of evidence is worth by itself; together they add up as chances do."""
_LIKE = 0.5
"""The least cosine of titles that makes a pair by itself."""
_LONG = 100
"""Documents that cite more policies than this are lists; they say nothing of pairs."""
_SHOWN = 10
_Pair = tuple[str, str]


def find_related(
    titles: Mapping[str, int], vectors: Vectors | None, cited: Mapping[str, set[str]], knowledge: Knowledge
) -> list[RelatedPolicies]:
    """Pairs of policies with their score and evidence, the best few of each policy.

    `titles` has the rows of the policies' titles in `vectors`, `cited` the policies that each document cites,
    by `kind/id`.
    """
    together = _cited_together(cited)
    counts = Counter(policy for own in cited.values() for policy in own)
    related = {
        _pair(policy.id, relation.target)
        for policy in knowledge.policies.values()
        for relation in policy.relations
        if relation.target in knowledge.policies and relation.target != policy.id
    }
    likeness = _alike(titles, vectors)
    found = []
    for pair in sorted(related | together.keys() | likeness):
        if not set(pair) <= knowledge.policies.keys():
            continue
        citing = sorted(together.get(pair, ()))
        cosine = None if vectors is None else _cosine(pair, titles, vectors)
        score = _score(pair in related, len(citing), pair, counts, cosine or 0.0)
        found.append(RelatedPolicies(*pair, pair in related, tuple(citing[:_SHOWN]), cosine, score))
    return _best(found)


def _score(related: bool, shared: int, pair: _Pair, counts: Counter[str], cosine: float) -> float:
    cocitation = shared / (counts[pair[0]] * counts[pair[1]]) ** 0.5 if shared else 0.0
    # One document that cites two policies that nobody else cites is weak evidence.
    cocitation *= shared / (shared + 1)
    likeness = max(0.0, cosine) ** 2
    return 1 - (1 - _RELATION * related) * (1 - _CITATION * cocitation) * (1 - _TITLE * likeness)


def _cited_together(cited: Mapping[str, set[str]]) -> dict[_Pair, set[str]]:
    together: dict[_Pair, set[str]] = defaultdict(set)
    for document, policies in cited.items():
        if len(policies) <= _LONG:
            for pair in combinations(sorted(policies), 2):
                together[pair].add(document)
    return together


def _alike(titles: Mapping[str, int], vectors: Vectors | None) -> set[_Pair]:
    """The pairs of each policy with those of the nearest titles."""
    if vectors is None or len(titles) < 2:
        return set()
    ids = list(titles)
    own = vectors[[titles[id_] for id_ in ids]]
    found: set[_Pair] = set()
    for at, id_ in enumerate(ids):
        cosines = own @ own[at]
        cosines[at] = -1.0
        near = np.argpartition(cosines, -min(_BEST, len(ids) - 1))[-_BEST:]
        found |= {_pair(id_, ids[j]) for j in near.tolist() if cosines[j] >= _LIKE}
    return found


def _cosine(pair: _Pair, titles: Mapping[str, int], vectors: Vectors) -> float:
    return float(vectors[titles[pair[0]]] @ vectors[titles[pair[1]]])


def _best(found: Iterable[RelatedPolicies]) -> list[RelatedPolicies]:
    """The pairs that are among the best of one of their two."""
    ranked = sorted((f for f in found if f.score >= _LEAST), key=lambda f: (-f.score, f.first, f.second))
    taken: Counter[str] = Counter()
    kept = []
    for pair in ranked:
        if min(taken[pair.first], taken[pair.second]) < _BEST:
            kept.append(pair)
            taken.update((pair.first, pair.second))
    return kept


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


def cited_policies(citations: Iterable[tuple[str, Sequence[str | None]]]) -> dict[str, set[str]]:
    """The policies that each document cites, itself apart; documents that cite none are left out."""
    found = {document: {p for p in own if p and f"policy/{p}" != document} for document, own in citations}
    return {document: own for document, own in found.items() if own}
