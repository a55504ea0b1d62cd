"""A model asked about a text, and its answer held against the text, the lists and the register."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ingest.assistant.place import Place, Taken, free_place
from ingest.assistant.prompt import MeasureProposal, citations_in, instructions, measures_in
from ingest.citation.quote import resolve_quotes
from ingest.measure.deadline import find_deadline
from ingest.measure.quantity import find_quantities
from ingest.measure.slot import Scope, fill_slots, topic_regions
from ingest.paragraph import paragraphs
from ingest.sentence import sentences
from ontology.article import Annotation, Citation, Measure
from ontology.knowledge import Knowledge
from ontology.resolver import PolicyResolver
from search.assistant import AssistantError, ChatModel

PART = 8_000
"""Characters that the model is sent at once, whole paragraphs if they fit."""
PARTS = 25
SCORE = 0.5
"""The score of what a model proposed: it is not calibrated."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with what is read in it so far."""

    text: str
    annotation: Annotation
    date: str | None


class Proposer:
    """Adds to an annotation what a model proposes and the text bears out.

    A quote counts only where it stands in the text, letter by letter; places are found here. The instrument
    class must be on the list. What a citation means is settled by the register's resolver, what a measure's
    slots hold by the mentions found before. Where a proposal overlaps what the readers found, theirs stays.
    """

    def __init__(self, model: ChatModel, knowledge: Knowledge, resolver: PolicyResolver) -> None:
        self._model = model
        self._knowledge = knowledge
        self._resolver = resolver
        self.answered = False
        """Whether the model answered all that it was asked about the last text."""

    def extend(self, text: str, annotation: Annotation, date: str | None) -> Annotation:
        """The annotation with what was proposed for `text`; warnings tell what failed or was left out."""
        parts = list(_parts(text))
        proposed = 0
        before = _count(annotation)
        self.answered = False
        end = time.monotonic() + self._model.patience
        for part in parts[:PARTS]:
            try:
                answer = self._model.ask(self._instructions, text[slice(*part)])
                if time.monotonic() > end:
                    raise AssistantError("it took too long")  # noqa: TRY301  told like the other failures
            except AssistantError as error:
                return self._warned(annotation, f"{error}; from there on the text was read without it")
            annotation, count = self._checked(answer, part, _Text(text, annotation, date))
            proposed += count
        self.answered = True
        if left_out := proposed - (_count(annotation) - before):
            reason = "known already, or not borne out by the text and the lists"
            annotation = self._warned(annotation, f"{left_out} of {proposed} proposals left out: {reason}")
        if len(parts) > PARTS:
            annotation = self._warned(annotation, f"the text is long, only its first {PARTS} parts were sent")
        return annotation

    def _checked(self, answer: Mapping[str, Any], part: Place, known: _Text) -> tuple[Annotation, int]:
        """The annotation with what of an answer is kept, and how much was proposed."""
        citations, misshapen = citations_in(answer)
        measures, misshapen_too = measures_in(answer)
        cited = list(self._citations([item.quote for item in citations], part, known))
        known = replace(known, annotation=_with(known.annotation, citations=cited))
        found = list(self._measures(measures, part, known))
        proposed = len(citations) + len(measures) + misshapen + misshapen_too
        return _with(known.annotation, measures=found), proposed

    @cached_property
    def _instructions(self) -> str:
        return instructions(self._knowledge.instruments)

    def _warned(self, annotation: Annotation, message: str) -> Annotation:
        warning = f"assistant {self._model.name}: {message}"
        return replace(annotation, warnings=(*annotation.warnings, warning))

    def _citations(self, quotes: Iterable[str], part: Place, known: _Text) -> Iterator[Citation]:
        found = known.annotation
        cited, mentioned = ([(i.start, i.end) for i in items] for items in (found.citations, found.mentions))
        taken = Taken([*cited, *mentioned])
        places: list[Place] = []
        for quote in quotes:
            place = free_place(known.text, quote, part, taken)
            if place is not None and "\n\n" not in quote:
                taken.take(place)
                places.append(place)
        for item in resolve_quotes(known.text, places, found.language, self._resolver, known.date):
            yield replace(item, score=min(item.score, SCORE), proposed_by=self._model.name)

    def _measures(self, proposals: Iterable[MeasureProposal], part: Place, known: _Text) -> Iterator[Measure]:
        taken = Taken((item.start, item.end) for item in known.annotation.measures)
        for proposal in proposals:
            place = free_place(known.text, proposal.quote, part, taken)
            known_class = proposal.instrument in self._knowledge.instruments
            if place is not None and known_class and "\n" not in proposal.quote:
                taken.take(place)
                yield self._measure(proposal, place, known)

    def _measure(self, proposal: MeasureProposal, place: Place, known: _Text) -> Measure:
        found = known.annotation
        sentence = _sentence(known.text, found.language, place)
        others = [(m.start, m.end) for m in found.measures if sentence[0] <= m.start < sentence[1]]
        topic = topic_regions(found.mentions)
        slots = fill_slots(Scope(place, None, sentence), found.mentions, found.citations, others, topic)
        quote = known.text[slice(*place)]
        return Measure(
            *place,
            quote,
            proposal.instrument,
            SCORE,
            proposal.standing,
            slots.actors,
            slots.industries,
            slots.regions,
            slots.policies,
            find_quantities(quote),
            find_deadline(quote),
            proposed_by=self._model.name,
        )


def _count(annotation: Annotation) -> int:
    return len(annotation.citations) + len(annotation.measures)


def _with(
    annotation: Annotation, citations: Sequence[Citation] = (), measures: Sequence[Measure] = ()
) -> Annotation:
    """The annotation with more findings, in order of appearance."""
    return replace(
        annotation,
        citations=tuple(sorted((*annotation.citations, *citations), key=lambda item: item.start)),
        measures=tuple(sorted((*annotation.measures, *measures), key=lambda item: item.start)),
    )


def _parts(text: str) -> Iterator[Place]:
    """Stretches of the text: whole paragraphs, as many as fit."""
    start = end = 0
    for first, last in paragraphs(text):
        if last - start > PART and end > start:
            yield start, end
            start = first
        end = last
        while end - start > PART:
            yield start, start + PART
            start += PART
    if end > start:
        yield start, end


def _sentence(text: str, language: str, place: Place) -> Place:
    """The sentence around a place."""
    around = next(((s, e) for s, e in paragraphs(text) if s <= place[0] and place[1] <= e), place)
    found = sentences(text[slice(*around)], language)
    inside = [(around[0] + s, around[0] + e) for s, e in found]
    return next(((s, e) for s, e in inside if s <= place[0] < e), place)
