"""The search index of a release: rows, terms, words and vectors."""

from search.index.build import build_index
from search.index.encoding import Encoding
from search.index.layout import IndexStats

__all__ = ["Encoding", "IndexStats", "build_index"]
