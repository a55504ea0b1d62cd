"""Measures of a text: spans, instrument class, standing and slots put together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from ingest.measure import certainty, chinese, english, instrument
from ingest.measure.chinese_meaning import chinese_meanings
from ingest.measure.deadline import find_deadline
from ingest.measure.means import is_means
from ingest.measure.model import Floats
from ingest.measure.quantity import find_quantities
from ingest.measure.setting import Setting, chinese_settings, english_settings
from ingest.measure.slot import Place, Slots, fill_slots, topic_regions
from ingest.measure.state import TokenStates, meanings, token_states, within
from ingest.parse import Block, parse
from ontology.article import Citation, Measure, Mention, Quantity


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A span of the text that may be a measure, with the chance that it is one.

    In English `block` is where it stands, and `vector` what the encoder makes of it there.
    """

    place: Place
    chance: float
    block: Block | None = None
    vector: Floats | None = None


@dataclass(frozen=True, slots=True)
class _Likely:
    """A measure with its class, and the chance that both are right."""

    candidate: _Candidate
    instrument: str
    score: float


def find_measures(
    text: str,
    language: str,
    mentions: Sequence[Mention] = (),
    citations: Sequence[Citation] = (),
    blocks: Sequence[Block] | None = None,
    states: TokenStates | None = None,
) -> list[Measure]:
    """Measures of `text` in order, none overlapping another; English and Chinese, otherwise none.

    Mentions and citations, found before, fill the slots. `blocks` is the parse of the text, where one was
    made already, and `states` are those of its tokens, where they were begun (English only).
    """
    if language == "zh":
        candidates = list(_chinese(text, mentions, citations))
    elif language == "en":
        blocks = parse(text) if blocks is None else blocks
        own = token_states(blocks) if states is None else states.of(blocks)
        candidates = list(_english(blocks, own))
    else:
        return []
    found = list(_likely(text, language, candidates))
    settings = list(_settings(text, language, found))
    slots = _slots(settings, [m for m in mentions if not is_means(text, m)], citations)
    return [_measure(text, *parts) for parts in zip(found, settings, slots, strict=True)]


def _english(blocks: Sequence[Block], states: Iterable[Floats]) -> Iterator[_Candidate]:
    model = english.packaged()
    for block, own in zip(blocks, states, strict=True):
        for span in model.find(block.doc, own):
            place = span.start + block.start, span.end + block.start
            yield _Candidate(place, span.score, block, within(block, own, span.start, span.end))


def _chinese(text: str, mentions: Sequence[Mention], citations: Sequence[Citation]) -> Iterator[_Candidate]:
    taken = [*((m.start, m.end) for m in mentions), *((c.start, c.end) for c in citations)]
    names = {at for start, end in taken for at in range(start, end)}
    for span in chinese.packaged().find(text, names):
        yield _Candidate((span.start, span.end), span.score)


def _likely(text: str, language: str, candidates: Sequence[_Candidate]) -> Iterator[_Likely]:
    """The candidates that are likely measures of the class they are given."""
    if not candidates:
        return
    quotes = [text[slice(*candidate.place)] for candidate in candidates]
    classes = instrument.packaged(language).classify(quotes, _meanings(quotes, language, candidates))
    sure = certainty.packaged(language)
    for candidate, quote, (name, chance) in zip(candidates, quotes, classes, strict=True):
        score = sure.score(candidate.chance, chance, len(quote))
        if score >= certainty.LEAST:
            yield _Likely(candidate, name, score)


def _meanings(quotes: Sequence[str], language: str, candidates: Sequence[_Candidate]) -> Floats:
    """What measures mean by themselves, in English beside what they mean in their context."""
    if language == "zh":
        return chinese_meanings(quotes)
    inside = [candidate.vector for candidate in candidates if candidate.vector is not None]
    return np.hstack([meanings(quotes), np.stack(inside)])


def _settings(text: str, language: str, found: Sequence[_Likely]) -> Iterator[Setting]:
    candidates = [item.candidate for item in found]
    if language == "zh":
        return chinese_settings(text, map(attrgetter("place"), candidates))
    return english_settings(text, ((c.block, c.place) for c in candidates if c.block is not None))


def _slots(
    settings: Sequence[Setting], mentions: Sequence[Mention], citations: Sequence[Citation]
) -> Iterator[Slots]:
    together: dict[Place, list[Place]] = {}
    for setting in settings:
        together.setdefault(setting.scope.sentence, []).append(setting.scope.measure)
    topic = topic_regions(mentions)
    for setting in settings:
        others = [place for place in together[setting.scope.sentence] if place != setting.scope.measure]
        yield fill_slots(setting.scope, mentions, citations, others, topic)


def _measure(text: str, found: _Likely, setting: Setting, slots: Slots) -> Measure:
    start, end = setting.scope.measure
    quote = text[start:end]
    return Measure(
        start=start,
        end=end,
        text=quote,
        instrument=found.instrument,
        score=round(found.score, 3),
        standing=setting.standing,
        actors=slots.actors,
        industries=slots.industries,
        regions=slots.regions,
        policies=slots.policies,
        quantities=find_quantities(quote) or _amount(text[slice(*(setting.scope.subject or (0, 0)))]),
        deadline=_deadline(text, slots.around),
    )


def _amount(subject: str) -> tuple[Quantity, ...]:
    """The amount that a subject is, as in "16 billion yuan is to improve roads"."""
    return tuple(q for q in find_quantities(subject) if 2 * len(q.text) > len(subject))


def _deadline(text: str, places: Sequence[Place]) -> str | None:
    dates = (find_deadline(text[start:end]) for start, end in places)
    return next((date for date in dates if date), None)
