"""Everything that is read in a text: mentions, citations and measures, made to agree with each other."""

import re
from dataclasses import replace
from functools import cached_property

from ingest.citation import find_citations
from ingest.language import detect_language
from ingest.measure import find_measures
from ingest.mention import MentionReader, agree
from ingest.parse import parse
from ontology.article import Annotation
from ontology.knowledge import Knowledge
from ontology.resolver import PolicyResolver

_READ = ("en", "zh")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Annotator:
    """Annotates any number of texts with what `knowledge` lists. What it needs is loaded on first use."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    @cached_property
    def _mentions(self) -> MentionReader:
        return MentionReader(self.knowledge)

    @cached_property
    def _resolver(self) -> PolicyResolver:
        return PolicyResolver(self.knowledge)

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
        blocks = parse(text) if language == "en" else None
        found = self._mentions.read(text, language, blocks)
        mentions, citations = agree(found, find_citations(text, language, self._resolver, date))
        measures = find_measures(text, language, mentions, citations, blocks)
        return Annotation(
            language=language,
            warnings=_warnings(language),
            mentions=tuple(mentions),
            citations=tuple(citations),
            measures=tuple(measures),
        )


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
