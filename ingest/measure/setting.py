"""The setting of a measure: its standing, and where in the text its slots are to be looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.measure.slot import Place, Scope
from ingest.measure.standing import Voice, chinese_standing, continues, english_standing
from ingest.parse import Block
from ontology.article import Standing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SENTENCE_END = "。！？\n"
_FAR = 600
_EARLIER = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """Whether a measure is proposed, planned or done, and where its slots are to be looked for."""

    standing: Standing
    scope: Scope


def english_setting(
    text: str, block: Block, verb: "Token", measure: Place, speaker: Voice, previous: Setting | None
) -> Setting:
    """The setting of a measure, `measure` in its block; `verb` governs it and `previous` is before it."""
    scope = _english_scope(block, verb, measure)
    return Setting(_inherited(text, "en", previous, scope) or english_standing(verb, speaker), scope)


def chinese_setting(
    text: str, verb: int, measure: Place, speaker: Voice, previous: Setting | None
) -> Setting:
    """The setting of a measure, whose `verb` may stand behind a negation; `previous` is before it."""
    scope = _chinese_scope(text, *measure)
    standing = _inherited(text, "zh", previous, scope) or chinese_standing(text, verb, measure[1], speaker)
    return Setting(standing, scope)


def _inherited(text: str, language: str, previous: Setting | None, scope: Scope) -> Standing | None:
    """The standing of the measure before, where this one is joined to it in the same sentence."""
    if previous is None or previous.scope.sentence != scope.sentence:
        return None
    between = text[previous.scope.measure[1] : scope.measure[0]]
    return previous.standing if continues(between, language) else None


def _english_scope(block: Block, verb: "Token", measure: Place) -> Scope:
    subject, sentence, start = _subject(verb), verb.sent, block.start
    return Scope(
        (measure[0] + start, measure[1] + start),
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


def _subject(verb: "Token") -> Place | None:
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


def _extent(token: "Token") -> Place:
    doc: Doc = token.doc
    first, last = doc[token.left_edge.i], doc[token.right_edge.i]
    return first.idx, last.idx + len(last)


def _chinese_scope(text: str, start: int, end: int) -> Scope:
    # The sentence's marks are looked for nearby, so that a text without any takes no longer.
    first = _sentence_start(text, start)
    last = min((at for mark in _SENTENCE_END if (at := text.find(mark, end, end + _FAR)) >= 0), default=end)
    return Scope((start, end), None, (first, last), tuple(_chinese_before(text, first)))


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
