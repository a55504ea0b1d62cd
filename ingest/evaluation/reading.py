"""Reads gold texts with an annotator and tells what became of each span."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ingest.evaluation.gold import GoldText
from ingest.evaluation.judge import MentionJudge, PolicyJudge, measure_reading, same_name, standing_reading
from ingest.evaluation.markup import Span
from ingest.evaluation.outcome import Outcome, outcomes
from ontology.article import Annotation
from ontology.knowledge import Knowledge

Read = Callable[[GoldText], Annotation]
"""Reads a text without looking at its gold."""

MENTION_TYPES = ("actor", "industry", "region")


@dataclass(frozen=True)
class Judges:
    """What knows the right names."""

    mention: MentionJudge
    policy: PolicyJudge

    @classmethod
    def of(cls, knowledge: Knowledge) -> "Judges":
        """Judges by one state of the lists and the register."""
        return cls(MentionJudge(knowledge), PolicyJudge(knowledge))


def article_outcomes(texts: Iterable[GoldText], read: Read, judges: Judges) -> Iterator[Outcome]:
    """Outcomes of mentions, policies and measures in articles."""
    for text in texts:
        annotation = read(text)
        for type_ in MENTION_TYPES:
            readings = [judges.mention.reading(m) for m in annotation.mentions if m.type == type_]
            yield from outcomes(text, type_, _of_type(text, type_), readings, judges.mention.right)
        citations = [judges.policy.reading(citation) for citation in annotation.citations]
        yield from outcomes(text, "policy", _of_type(text, "policy"), citations, judges.policy.right)
        measures = [measure_reading(measure) for measure in annotation.measures]
        yield from outcomes(text, "measure", _of_type(text, "measure"), measures, same_name)
        yield from _standing_outcomes(text, annotation)


def _standing_outcomes(text: GoldText, annotation: Annotation) -> Iterator[Outcome]:
    """Outcomes of the measures whose standing is known; the others tell nothing."""
    readings = [standing_reading(measure) for measure in annotation.measures]
    found = outcomes(text, "standing", text.standings, readings, same_name)
    return (outcome for outcome in found if outcome.gold is not None)


def citation_outcomes(texts: Iterable[GoldText], read: Read, judges: Judges) -> Iterator[Outcome]:
    """Outcomes of citations in citation passages."""
    for text in texts:
        readings = [judges.policy.reading(citation) for citation in read(text).citations]
        yield from outcomes(text, "citation", _of_type(text, "policy"), readings, judges.policy.right)


def _of_type(text: GoldText, type_: str) -> list[Span]:
    return [span for span in text.spans if span.type == type_]
