"""Links derived from what was read: uptake of proposals, transmission of measures, related policies."""

from search.derived.derive import derive_links
from search.derived.read import DocumentLink, QuotePair, document_links, quote_pairs

__all__ = ["DocumentLink", "QuotePair", "derive_links", "document_links", "quote_pairs"]
