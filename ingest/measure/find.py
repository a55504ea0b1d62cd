"""Measures of a text: spans, instrument class, standing and slots put together."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ingest.measure import certainty, chinese, english, instrument
from ingest.measure.chinese_meaning import chinese_meanings
from ingest.measure.deadline import find_deadline
from ingest.measure.decode import Scored
from ingest.measure.means import is_means
from ingest.measure.model import Floats
from ingest.measure.quantity import find_quantities
from ingest.measure.slot import InOrder, Place, Scope, Slots, fill_slots, topic_regions
from ingest.measure.standing import Voice, chinese_standing, continues, english_standing, voice
from ingest.measure.state import TokenStates, meanings, within
from ingest.parse import Block, parse_groups, text_groups
from ontology.article import Citation, Measure, Mention, Quantity, Standing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SENTENCE_END = "。！？\n"
_FAR = 600
_EARLIER = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A span in the text, its chance, its standing and where its slots are to be looked for.

    `vector` is what the encoder makes of it in its context, in English.
    """

    score: float
    standing: Standing
    scope: Scope
    vector: Floats | None = None


class EnglishReading:
    """Finds the measures of an English text while its parse passes by, which others read too.

    Parse and states of a group of blocks are let go before those of the next one are made, and the encoder,
    in other threads, is a group ahead: it begins at once.
    """

    def __init__(self, text: str) -> None:
        self._states = TokenStates(text_groups(text))
        self._found: list[_Found] = []
        self._blocks = self._read(text)

    def blocks(self) -> Iterator[Block]:
        """The blocks of the parse, in order; they are handed out once."""
        return self._blocks

    def found(self) -> list[_Found]:
        """What is found in the whole text, once the blocks that nobody has asked for are read."""
        deque(self._blocks, maxlen=0)
        return self._found

    def _read(self, text: str) -> Iterator[Block]:
        speaker = voice(text, "en")
        for group in parse_groups(text):
            yield from group
            for block, states in zip(group, self._states.of(group), strict=True):
                self._found += _english(text, block, states, speaker)


def find_measures(
    text: str,
    language: str,
    mentions: Sequence[Mention] = (),
    citations: Sequence[Citation] = (),
    reading: EnglishReading | None = None,
) -> list[Measure]:
    """Measures of `text` in order, none overlapping another; English and Chinese, otherwise none.

    Mentions and citations, found before, fill the slots. `reading` is that of the text, where it was begun
    already (English only).
    """
    if language == "zh":
        found = list(_chinese(text, mentions, citations))
    elif language == "en":
        found = (reading or EnglishReading(text)).found()
    else:
        return []
    classes = _classes(text, language, found)
    slots = _slots(found, [m for m in mentions if not is_means(text, m)], citations)
    return [_measure(text, language, *parts) for parts in zip(found, classes, slots, strict=True)]


def _slots(
    found: Sequence[_Found], mentions: Sequence[Mention], citations: Sequence[Citation]
) -> Iterator[Slots]:
    together: dict[Place, list[Place]] = {}
    for item in found:
        together.setdefault(item.scope.sentence, []).append(item.scope.measure)
    topic, names, cited = topic_regions(mentions), InOrder(mentions), InOrder(citations)
    for item in found:
        scope = item.scope
        others = [place for place in together[scope.sentence] if place != scope.measure]
        yield fill_slots(scope, names.around(scope), cited.around(scope), others, topic)


def _classes(text: str, language: str, found: Sequence[_Found]) -> list[tuple[str, float]]:
    """Instrument class and certainty of each."""
    if not found:
        return []
    quotes = [text[slice(*item.scope.measure)] for item in found]
    return instrument.packaged(language).classify(quotes, _meanings(quotes, language, found))


def _meanings(quotes: Sequence[str], language: str, found: Sequence[_Found]) -> Floats:
    """What measures mean by themselves, in English beside what they mean in their context."""
    if language == "zh":
        return chinese_meanings(quotes)
    inside = [item.vector for item in found if item.vector is not None]
    return np.hstack([meanings(quotes), np.stack(inside)])


def _measure(text: str, language: str, found: _Found, kind: tuple[str, float], slots: Slots) -> Measure:
    start, end = found.scope.measure
    quote = text[start:end]
    return Measure(
        start=start,
        end=end,
        text=quote,
        instrument=kind[0],
        score=round(certainty.packaged(language).score(found.score, kind[1]), 3),
        standing=found.standing,
        actors=slots.actors,
        industries=slots.industries,
        regions=slots.regions,
        policies=slots.policies,
        quantities=find_quantities(quote) or _amount(text[slice(*(found.scope.subject or (0, 0)))]),
        deadline=_deadline(text, slots.around),
    )


def _amount(subject: str) -> tuple[Quantity, ...]:
    """The amount that a subject is, as in "16 billion yuan is to improve roads"."""
    return tuple(q for q in find_quantities(subject) if 2 * len(q.text) > len(subject))


def _deadline(text: str, places: Sequence[Place]) -> str | None:
    dates = (find_deadline(text[start:end]) for start, end in places)
    return next((date for date in dates if date), None)


def _english(text: str, block: Block, states: Floats, speaker: Voice) -> Iterator[_Found]:
    places, previous = {token.idx: token for token in block.doc}, None
    for span in english.packaged().find(block.doc, states):
        verb = places[span.start]
        scope = _scope(block, verb, span)
        standing = _inherited(text, "en", previous, scope) or english_standing(verb, speaker)
        previous = _Found(span.score, standing, scope, within(block, states, span.start, span.end))
        yield previous


def _inherited(text: str, language: str, previous: _Found | None, scope: Scope) -> Standing | None:
    """The standing of the measure before, where this one is joined to it in the same sentence."""
    if previous is None or previous.scope.sentence != scope.sentence:
        return None
    between = text[previous.scope.measure[1] : scope.measure[0]]
    return previous.standing if continues(between, language) else None


def _scope(block: Block, verb: "Token", span: Scored) -> Scope:
    subject, sentence, start = _subject(verb), verb.sent, block.start
    return Scope(
        (span.start + start, span.end + start),
        subject and (subject[0] + start, subject[1] + start),
        (sentence.start_char + start, sentence.end_char + start),
        tuple((before.start_char + start, before.end_char + start) for before in _sentences_before(sentence)),
    )


def _sentences_before(sentence: "Span") -> list["Span"]:
    """The sentences of the block before one, the nearest first."""
    found: list[Span] = []
    while len(found) < _EARLIER and sentence.start > 0:
        sentence = sentence.doc[sentence.start - 1].sent
        found.append(sentence)
    return found


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


def _chinese(text: str, mentions: Sequence[Mention], citations: Sequence[Citation]) -> Iterator[_Found]:
    model, speaker, previous = chinese.packaged(), voice(text, "zh"), None
    taken = [*((m.start, m.end) for m in mentions), *((c.start, c.end) for c in citations)]
    names = {at for start, end in taken for at in range(start, end)}
    for span in model.find(text, names):
        start, end = span.start, span.end
        # The sentence's marks are looked for nearby, so that a text without any takes no longer.
        first = _sentence_start(text, start)
        last = min(
            (at for mark in _SENTENCE_END if (at := text.find(mark, end, end + _FAR)) >= 0), default=end
        )
        scope = Scope((start, end), None, (first, last), tuple(_chinese_before(text, first)))
        standing = _inherited(text, "zh", previous, scope) or chinese_standing(text, start, end, speaker)
        previous = _Found(span.score, standing, scope)
        yield previous


def _sentence_start(text: str, at: int) -> int:
    mark = max(text.rfind(mark, max(0, at - _FAR), at) for mark in _SENTENCE_END)
    return max(mark + 1, at - _FAR, 0)


def _chinese_before(text: str, start: int) -> Iterator[Place]:
    """The sentences of the paragraph before the one that begins at `start`, the nearest first."""
    for _ in range(_EARLIER):
        if start == 0 or text[start - 1] == "\n":
            return
        begin = _sentence_start(text, start - 1)
        yield begin, start
        start = begin
