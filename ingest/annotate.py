"""Everything that is read in a text: mentions, citations and measures, made to agree with each other."""

from functools import cached_property

from ingest.mention import find_mentions
from ontology.article import Annotation
from ontology.knowledge import Knowledge
from ontology.matcher import NameMatcher


class Annotator:
    """Annotates any number of texts with what `knowledge` lists. What it needs is loaded on first use."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    @cached_property
    def _matcher(self) -> NameMatcher:
        return NameMatcher(self.knowledge)

    def annotate(
        self,
        text: str,
        language: str | None = None,
        date: str | None = None,  # noqa: ARG002
        id: str = "",  # noqa: A002, ARG002
    ) -> Annotation:
        """Read `text`; offsets count its code points."""
        language = language or "en"
        mentions = find_mentions(text, language, self._matcher, self.knowledge)
        return Annotation(language=language, mentions=tuple(mentions))
