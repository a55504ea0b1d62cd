"""Links that no text states: they are derived from measures, citations and relations, with a score each."""

from dataclasses import dataclass
from typing import Literal

from ontology.article import DocumentKind, Measure

Outcome = Literal["kept", "strengthened", "dropped", "unmentioned"]
TextRole = Literal["full text", "register summary"]


@dataclass(frozen=True, slots=True)
class PlacedMeasure:
    """A measure and the document in which it stands."""

    kind: DocumentKind
    document: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Uptake:
    """A measure that an article proposed and a later policy has.

    `role` says in which text of the policy it was found: a summary is not the policy's own words.
    `similarity` is the cosine of the quotes, `score`
    is from 0.5 (just close enough) to 1.
    """

    proposal: PlacedMeasure
    order: PlacedMeasure
    role: TextRole
    similarity: float
    score: float


@dataclass(frozen=True, slots=True)
class Transmission:
    """What became of a central measure in a local policy that implements, extends or cites the central one.

    `counterpart` is None where the policy should carry it and its text does not ("dropped") or its summary in
    the register does not ("unmentioned"). `role` says whether both texts are full ones. `similarity` is that
    of the counterpart, or of the nearest measure.
    """

    central: PlacedMeasure
    local: str
    counterpart: PlacedMeasure | None
    outcome: Outcome
    role: TextRole
    similarity: float
    score: float


@dataclass(frozen=True, slots=True)
class RelatedPolicies:
    """Two policies that belong together: like titles, cited together, or related in the register.

    `similarity` is the cosine of the titles, None where there is no embedder. `citing` are the documents that
    cite both, as `kind/id`.
    """

    first: str
    second: str
    related_in_register: bool
    citing: tuple[str, ...]
    similarity: float | None
    score: float


@dataclass(frozen=True, slots=True)
class DerivedLinks:
    """All derived links of a release; `model` is the name of the embedder, "" without one."""

    uptakes: tuple[Uptake, ...]
    transmissions: tuple[Transmission, ...]
    related: tuple[RelatedPolicies, ...]
    model: str = ""
