"""How well annotations and search agree with gold sets."""

from ingest.evaluation.compare import Change, compare, read_baseline
from ingest.evaluation.evaluate import PARTS, Part, evaluate
from ingest.evaluation.report import Report

__all__ = ["PARTS", "Change", "Part", "Report", "compare", "evaluate", "read_baseline"]
