"""Measures of a text: spans, instrument class, standing and slots put together."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.measure import certainty, chinese, english, instrument
from ingest.measure.chinese_meaning import chinese_meanings
from ingest.measure.deadline import find_deadline
from ingest.measure.means import is_means
from ingest.measure.model import Floats
from ingest.measure.negation import chinese_start, english_start
from ingest.measure.quantity import find_quantities
from ingest.measure.setting import Setting, chinese_setting, english_setting
from ingest.measure.slot import InOrder, Place, Slots, fill_slots, topic_regions
from ingest.measure.standing import Voice, voice
from ingest.measure.state import TokenStates, within
from ingest.parse import Block, parse_groups, text_groups
from ontology.article import Citation, Measure, Mention, Quantity, Standing

_RUNS_ON = 40
"""Code points behind a measure within which a date that begins in it ends ("by July 1, 2026")."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be a measure, and the chance that its span is one.

    `vector` is what the encoder makes of it in its context, in English.
    """

    chance: float
    setting: Setting
    vector: Floats | None = None


@dataclass(frozen=True, slots=True)
class _Likely:
    """A measure with its class, and the chance that both are right."""

    setting: Setting
    instrument: str
    score: float


class EnglishReading:
    """Finds what may be measures of an English text while its parse passes by, which others read too.

    Parse and states of a group of blocks are let go before those of the next one are made, and the encoder,
    in other threads, is a group ahead: it begins at once.
    """

    def __init__(self, text: str) -> None:
        self._states = TokenStates(text_groups(text))
        self._found: list[_Candidate] = []
        self._blocks = self._read(text)

    def blocks(self) -> Iterator[Block]:
        """The blocks of the parse, in order; they are handed out once."""
        return self._blocks

    def found(self) -> list[_Candidate]:
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
        candidates = list(_chinese(text, mentions, citations))
    elif language == "en":
        candidates = (reading or EnglishReading(text)).found()
    else:
        return []
    found = list(_likely(text, language, candidates))
    slots = _slots(found, [m for m in mentions if not is_means(text, m)], citations)
    return [_measure(text, *parts) for parts in zip(found, slots, strict=True)]


def _english(text: str, block: Block, states: Floats, speaker: Voice) -> Iterator[_Candidate]:
    verbs, previous = {token.idx: token for token in block.doc}, None
    for span in english.packaged().find(block.doc, states):
        verb = verbs[span.start]
        start = english_start(verb)
        if start is not None:
            previous = english_setting(text, block, verb, (start, span.end), speaker, previous)
            yield _Candidate(span.score, previous, within(block, states, start, span.end))


def _chinese(text: str, mentions: Sequence[Mention], citations: Sequence[Citation]) -> Iterator[_Candidate]:
    speaker, previous = voice(text, "zh"), None
    taken = [*((m.start, m.end) for m in mentions), *((c.start, c.end) for c in citations)]
    names = {at for start, end in taken for at in range(start, end)}
    for span in chinese.packaged().find(text, names):
        start = chinese_start(text, span.start)
        if start is not None:
            previous = chinese_setting(text, span.start, (start, span.end), speaker, previous)
            yield _Candidate(span.score, previous)


def _likely(text: str, language: str, candidates: Sequence[_Candidate]) -> Iterator[_Likely]:
    """The candidates that are likely measures of the class that they are given."""
    if not candidates:
        return
    quotes = [text[slice(*candidate.setting.scope.measure)] for candidate in candidates]
    classes = instrument.packaged(language).classify(quotes, _meanings(quotes, candidates))
    sure = certainty.packaged(language)
    for candidate, (name, chance) in zip(candidates, classes, strict=True):
        score = sure.score(candidate.chance, chance)
        if score >= certainty.LEAST:
            yield _Likely(candidate.setting, name, score)


def _meanings(quotes: Sequence[str], candidates: Sequence[_Candidate]) -> Floats:
    """What measures mean: in their context in English, by themselves in Chinese."""
    inside = [candidate.vector for candidate in candidates if candidate.vector is not None]
    return np.stack(inside) if inside else chinese_meanings(quotes)


def _slots(
    found: Sequence[_Likely], mentions: Sequence[Mention], citations: Sequence[Citation]
) -> Iterator[Slots]:
    together: dict[Place, list[Place]] = {}
    for item in found:
        scope = item.setting.scope
        together.setdefault(scope.sentence, []).append(scope.measure)
    topic, names, cited = topic_regions(mentions), InOrder(mentions), InOrder(citations)
    for item in found:
        scope = item.setting.scope
        others = [place for place in together[scope.sentence] if place != scope.measure]
        yield fill_slots(scope, names.around(scope), cited.around(scope), others, topic)


def _measure(text: str, found: _Likely, slots: Slots) -> Measure:
    scope = found.setting.scope
    start, end = scope.measure
    quote = text[start:end]
    return Measure(
        start=start,
        end=end,
        text=quote,
        instrument=found.instrument,
        score=round(found.score, 3),
        standing=found.setting.standing,
        actors=slots.actors,
        industries=slots.industries,
        regions=slots.regions,
        policies=slots.policies,
        quantities=find_quantities(quote) or _amount(text[slice(*(scope.subject or (0, 0)))]),
        deadline=_deadline(text, scope.measure, slots.around, found.setting.standing),
    )


def _amount(subject: str) -> tuple[Quantity, ...]:
    """The amount that a subject is, as in "16 billion yuan is to improve roads"."""
    return tuple(q for q in find_quantities(subject) if 2 * len(q.text) > len(subject))


def _deadline(text: str, measure: Place, around: Sequence[Place], standing: Standing) -> str | None:
    """The deadline that a measure names, which may run on behind it, or the words around it.

    What was done has one of its own at most: "by 2018 it had closed its mines" tells when it was done.
    """
    start, end = measure
    own = find_deadline(text[start : end + _RUNS_ON], end - start)
    if own or standing == "done":
        return own
    dates = (find_deadline(text[first:last]) for first, last in around)
    return next((date for date in dates if date), None)
