"""Everything that is read in a text: mentions, citations and measures, made to agree with each other."""

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.citation import find_citations
from ingest.language import detect_language
from ingest.measure import EnglishReading, find_measures
from ingest.mention import MentionReader, agree
from ontology.article import Annotation
from ontology.knowledge import Knowledge
from ontology.processors import BLAS_THREADS
from ontology.resolver import PolicyResolver
from search.assistant import Assistant, ChatModel

if TYPE_CHECKING:
    from ingest.assistant import Proposer

_READ = ("en", "zh")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Annotator:
    """Annotates any number of texts with what `knowledge` lists. What it needs is loaded on first use.

    With an `assistant`, a language model proposes further citations and measures, which are checked.
    """

    def __init__(self, knowledge: Knowledge, assistant: Assistant | None = None) -> None:
        self.knowledge = knowledge
        self._assistant = assistant

    @cached_property
    def _mentions(self) -> MentionReader:
        return MentionReader(self.knowledge)

    @cached_property
    def _resolver(self) -> PolicyResolver:
        return PolicyResolver(self.knowledge)

    @cached_property
    def _proposer(self) -> "Proposer | None":
        if self._assistant is None:
            return None
        from ingest.assistant import Proposer

        return Proposer(ChatModel(self._assistant), self.knowledge, self._resolver)

    def annotate(
        self,
        text: str,
        language: str | None = None,
        date: str | None = None,
        id: str = "",  # noqa: A002, ARG002 (callers name their texts; the reading does not depend on it)
    ) -> Annotation:
        """Read `text`; offsets count its code points.

        `language` is an ISO 639-1 code, found out where it is not given; `date`, ISO 8601, is that of the
        text. In a text of another language than English and Chinese only names and citations are found,
        which a warning says.
        """
        if _SURROGATE.search(text):
            return _quoting(text, self.annotate(_SURROGATE.sub("\ufffd", text), language, date))
        language = language or detect_language(text)
        with BLAS_THREADS.one():
            read = self._read(text, language, date)
        return read if self._proposer is None else self._proposer.extend(text, read, date)

    def _read(self, text: str, language: str, date: str | None) -> Annotation:
        reading = EnglishReading(text) if language == "en" else None
        cited = find_citations(text, language, self._resolver, date)
        found = self._mentions.read(text, language, reading.blocks() if reading else None)
        mentions, citations = agree(found, cited)
        measures = find_measures(text, language, mentions, citations, reading)
        return Annotation(
            language=language,
            warnings=_warnings(language),
            mentions=tuple(mentions),
            citations=tuple(citations),
            measures=tuple(measures),
        )

    @property
    def assisted(self) -> bool:
        """Whether the language model answered all that it was asked about the last text."""
        return self._proposer is not None and self._proposer.answered


def _quoting(text: str, annotation: Annotation) -> Annotation:
    """The annotation with its quotes taken from `text`, which has code points that no library reads."""
    return replace(
        annotation,
        mentions=tuple(replace(item, text=text[item.start : item.end]) for item in annotation.mentions),
        citations=tuple(replace(item, text=text[item.start : item.end]) for item in annotation.citations),
        measures=tuple(replace(item, text=text[item.start : item.end]) for item in annotation.measures),
    )


def _warnings(language: str) -> tuple[str, ...]:
    if language in _READ:
        return ()
    return (f"the text is in {language!r}: only names and citations were looked for, no measures",)
