"""Links derived from what was read: uptake of proposals, transmission of measures, related policies."""

from search.derived.derive import derive_links

__all__ = ["derive_links"]
