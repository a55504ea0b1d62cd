"""Recognises actors, industries and regions in a text and links them to the authority lists."""

from ingest.mention.agree import agree
from ingest.mention.reader import MentionReader

__all__ = ["MentionReader", "agree"]
