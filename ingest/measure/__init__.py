"""What a text says should be done, is planned, under way or done, as cards with an instrument class."""

from ingest.measure.find import EnglishReading, find_measures

__all__ = ["EnglishReading", "find_measures"]
