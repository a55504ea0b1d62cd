"""Documents related to a document, with the reasons."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ontology.errors import NotFoundError
from search.channels import Scores
from search.embed import Vectors
from search.index.document_terms import ENTITY_FIELDS
from search.index.row_file import Matrix, RowFile
from search.index.rows import Rows
from search.index.terms import Term, Terms

_WORTH = {"policy": 1.0, "instrument": 0.3, "actor": 0.5, "industry": 0.5, "region": 0.4}
_SHARED_WEIGHT = 0.5
_SHOWN = 6
_TOGETHER = 50_000
"""So many documents are compared at a time."""


@dataclass(frozen=True, slots=True)
class RelatedReasons:
    """Why a document is related: cosine of the texts, and what both name, as `kind/id`, the rarest first."""

    meaning: float
    policies: tuple[str, ...]
    instruments: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A related document, an article or a policy record."""

    id: str
    kind: str
    title: str
    title_zh: str | None
    date: str | None
    score: float
    reasons: RelatedReasons


def related(
    rows: Rows, terms: Terms, vectors: Sequence[Matrix | RowFile], id_: str, limit: int = 10
) -> tuple[Related, ...]:
    """The `limit` documents most related to `id_`: like texts, shared citations, instruments and entities.

    Raises NotFoundError.
    """
    row = rows.row_of(id_)
    if row is None:
        raise NotFoundError(f"no document {id_!r} in this release: find it with `drcgraph search`")
    # A release made without models has no vectors: what is shared must do.
    alike = [_cosines(matrix, row) for matrix in vectors] or [np.zeros(terms.documents, np.float32)]
    likeness = np.mean(alike, axis=0).astype(np.float64)
    own = [term for term in terms.of(row) if term[0] in ENTITY_FIELDS]
    shared = _shared_worth(terms, own)
    score = likeness + _SHARED_WEIGHT * shared / max(float(shared.max(initial=0.0)), 1e-9)
    score[row] = -np.inf
    best = np.lexsort((np.arange(len(score)), -score))[: min(limit, len(score) - 1)]
    documents = rows.documents(best.tolist())
    return tuple(
        Related(
            id=(document := documents[other]).id,
            kind=document.kind,
            title=document.title,
            title_zh=document.title_zh,
            date=document.date,
            score=round(float(score[other]), 4),
            reasons=_reasons(terms, own, other, float(likeness[other])),
        )
        for other in best.tolist()
    )


def _cosines(matrix: Matrix | RowFile, row: int) -> Vectors:
    """Of all documents to one of them."""
    own = matrix[np.array([row])][0].astype(np.float32)
    parts = (matrix[start : start + _TOGETHER] for start in range(0, len(matrix), _TOGETHER))
    return np.concatenate([part.astype(np.float32, copy=False) @ own for part in parts])


def _shared_worth(terms: Terms, own: list[Term]) -> Scores:
    worth = np.zeros(terms.documents)
    for term in own:
        worth[terms.rows(term)] += _WORTH[term[0]] * _rarity(terms, term)
    return worth


def _rarity(terms: Terms, term: Term) -> float:
    return math.log(1 + terms.documents / max(1, len(terms.rows(term))))


def _reasons(terms: Terms, own: list[Term], other: int, likeness: float) -> RelatedReasons:
    theirs: Counter[Term] = terms.of(other)
    common = sorted((t for t in own if t in theirs), key=lambda term: (-_rarity(terms, term), term))
    names = {field: tuple(f"{f}/{id_}" for f, id_ in common if f == field) for field in ENTITY_FIELDS}
    entities = tuple(f"{f}/{id_}" for f, id_ in common if f in ("actor", "industry", "region"))
    return RelatedReasons(
        round(likeness, 4), names["policy"][:_SHOWN], names["instrument"][:_SHOWN], entities[:_SHOWN]
    )
