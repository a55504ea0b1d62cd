"""Links derived from what was read: uptake of proposals, transmission of measures, related policies."""

from search.derived.derive import derive_links
from search.derived.read import DocumentLink, document_links

__all__ = ["DocumentLink", "derive_links", "document_links"]
