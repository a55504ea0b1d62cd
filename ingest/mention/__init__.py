"""Recognises actors, industries and regions in a text and links them to the authority lists."""

from ingest.mention.find import find_mentions

__all__ = ["find_mentions"]
