"""The documents that a text cites, as entries for reference managers, each with the passage that cites it."""

from ingest.bibliography.format import FORMATS, format_bibliography
from ingest.bibliography.work import CitedWork, cited_works

__all__ = ["FORMATS", "CitedWork", "cited_works", "format_bibliography"]
