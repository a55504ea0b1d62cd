"""What a text says should be done, is planned, under way or done, as cards with an instrument class."""

from ingest.measure.find import find_measures
from ingest.measure.state import TokenStates

__all__ = ["TokenStates", "find_measures"]
