"""Measures of a text: spans, instrument class, standing and slots put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.measure import chinese, english, instrument
from ingest.measure.deadline import find_deadline
from ingest.measure.quantity import find_quantities
from ingest.measure.slot import Scope, fill_slots
from ingest.measure.standing import chinese_standing, english_standing
from ingest.parse import Block, parse
from ontology.article import Citation, Measure, Mention, Standing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = "。！？\n"


@dataclass(frozen=True, slots=True)
class _Found:
    """A span in the text, its chance, its standing and where its slots are to be looked for."""

    score: float
    standing: Standing
    scope: Scope


def find_measures(
    text: str,
    language: str,
    mentions: Sequence[Mention] = (),
    citations: Sequence[Citation] = (),
    blocks: Sequence[Block] | None = None,
) -> list[Measure]:
    """Measures of `text` in order, none overlapping another; English and Chinese, otherwise none.

    Mentions and citations, found before, fill the slots. `blocks` is the parse of the text, where one was
    made already (English only).
    """
    if language == "zh":
        found = _chinese(text)
    elif language == "en":
        found = _english(parse(text) if blocks is None else blocks)
    else:
        return []
    return [_measure(text, item, mentions, citations) for item in found]


def _measure(text: str, found: _Found, mentions: Sequence[Mention], citations: Sequence[Citation]) -> Measure:
    (start, end), sentence = found.scope.measure, found.scope.sentence
    quote, context = text[start:end], text[slice(*sentence)]
    label, certainty = instrument.packaged().classify(quote, context)
    slots = fill_slots(found.scope, mentions, citations)
    return Measure(
        start=start,
        end=end,
        text=quote,
        instrument=label,
        score=round(found.score * certainty, 3),
        standing=found.standing,
        actors=slots.actors,
        industries=slots.industries,
        regions=slots.regions,
        policies=slots.policies,
        quantities=find_quantities(quote),
        deadline=find_deadline(quote) or find_deadline(context),
    )


def _english(blocks: Sequence[Block]) -> Iterator[_Found]:
    model = english.packaged()
    for block in blocks:
        for span in model.find(block.doc):
            verb = next(token for token in block.doc if token.idx == span.start)
            subject, sentence = _subject(verb), verb.sent
            scope = Scope(
                (span.start + block.start, span.end + block.start),
                subject and (subject[0] + block.start, subject[1] + block.start),
                (sentence.start_char + block.start, sentence.end_char + block.start),
            )
            yield _Found(span.score, english_standing(verb), scope)


def _subject(verb: "Token") -> tuple[int, int] | None:
    """Where the subject of `verb` stands, or that of the clause that governs it."""
    token = verb
    for _ in range(6):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i:
                return _extent(child)
        if token.head is token:
            break
        token = token.head
    return None


def _extent(token: "Token") -> tuple[int, int]:
    doc: Doc = token.doc
    first, last = doc[token.left_edge.i], doc[token.right_edge.i]
    return first.idx, last.idx + len(last)


def _chinese(text: str) -> Iterator[_Found]:
    model = chinese.packaged()
    for paragraph in _PARAGRAPH.finditer(text):
        for span in model.find(paragraph[0]):
            start, end = span.start + paragraph.start(), span.end + paragraph.start()
            first = max(text.rfind(mark, 0, start) for mark in _SENTENCE_END) + 1
            last = min((at for mark in _SENTENCE_END if (at := text.find(mark, end)) >= 0), default=len(text))
            yield _Found(
                span.score, chinese_standing(text, start, end), Scope((start, end), None, (first, last))
            )
