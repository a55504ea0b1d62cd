"""What a Chinese measure means by itself: the vector of the multilingual encoder."""

from collections.abc import Sequence

from ingest.measure.model import Floats
from search.embed.multilingual import packaged_multilingual


def chinese_meanings(phrases: Sequence[str]) -> Floats:
    """Each phrase by itself, `(phrases, 512) float32`, of unit length."""
    return packaged_multilingual().encode(phrases)
