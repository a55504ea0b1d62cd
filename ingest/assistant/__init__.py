"""Findings that a language model proposes, kept only where the text and the lists bear them out."""

from ingest.assistant.propose import Proposer

__all__ = ["Proposer"]
