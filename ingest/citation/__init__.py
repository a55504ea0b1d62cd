"""Citations: where a text names a policy document, and which one it is."""

from ingest.citation.find import find_citations

__all__ = ["find_citations"]
