"""What users correct: entities merged, links rejected, candidates confirmed; kept as RDF."""

from ontology.correction.apply import apply_corrections, corrections_of
from ontology.correction.correction import Confirmation, Correction, Corrections, Merge, Rejection
from ontology.correction.folder import add_correction, check_correction, load_corrections, undo_correction
from ontology.correction.merge import merge_knowledge
from ontology.correction.projection import correction_graph

__all__ = [
    "Confirmation",
    "Correction",
    "Corrections",
    "Merge",
    "Rejection",
    "add_correction",
    "apply_corrections",
    "check_correction",
    "correction_graph",
    "corrections_of",
    "load_corrections",
    "merge_knowledge",
    "undo_correction",
]
