"""What a question says: its language, the entities and policies it names, its words in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ontology.entity import ENTITY_TYPES
from ontology.knowledge import Knowledge
from ontology.matcher import NamedType, NameMatch, NameMatcher, longest
from ontology.number import DocumentNumber, find_numbers
from search.constraint import TimeLimits, time_limits
from search.index.analysis import chinese_terms, english_terms, has_word
from search.lexicon import Lexicon
from search.rendering import Rendering, Translator, rare_words, stand_ins, terms_of
from search.result import QuestionEntity

LONGEST_QUESTION = 2000
"""Code points of a question that are read; more are cut, with a warning."""

_TYPES: tuple[NamedType, ...] = (*ENTITY_TYPES, "policy")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read.

    `terms` are weights by field of the word index and term, `bridged` those of words that stand in for its
    own: of the other language, and for words that hardly any document has. `english` is the question for an
    embedder that reads English alone.
    """

    text: str
    language: str
    entities: tuple[QuestionEntity, ...]
    terms: dict[str, dict[str, float]]
    bridged: dict[str, dict[str, float]]
    english: str
    limits: TimeLimits

    @property
    def empty(self) -> bool:
        """Whether there is no word in it."""
        return not has_word(self.text)

    @property
    def all_terms(self) -> dict[str, dict[str, float]]:
        """Terms of both languages together."""
        fields = {*self.terms, *self.bridged}
        return {field: {**self.bridged.get(field, {}), **self.terms.get(field, {})} for field in fields}


class Understander:
    """Reads questions against the lists and the register. Built once (some 0.1 s), used from any thread."""

    def __init__(self, knowledge: Knowledge, cache: Path, lexicon: Lexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._translator = Translator(cache, lexicon)

    def read(self, text: str) -> Question:
        """Read a question of at most LONGEST_QUESTION code points."""
        chinese = chinese_terms(text)
        language = "zh" if chinese else "en"
        entities = tuple(self._entities(text, language))
        english = english_terms(text, stop=True) or ([] if chinese else english_terms(text))
        words = self._in_english(text, entities) if chinese else []
        rare = [] if chinese else rare_words(text, self._lexicon)
        others = terms_of(words) if chinese else stand_ins(rare, self._lexicon)
        names = "" if chinese else " ".join(self._label(e.type, e.id, "zh") for e in entities)
        return Question(
            text=text,
            language=language,
            entities=entities,
            terms=_fields(dict.fromkeys(english, 1.0), dict.fromkeys(chinese, 1.0)),
            bridged=_fields(others, dict.fromkeys(chinese_terms(names), 1.0)),
            english=" ".join(word.text for word in words) if chinese else text,
            limits=time_limits(text),
        )

    def _in_english(self, text: str, entities: Iterable[QuestionEntity]) -> list[Rendering]:
        """Each name in a Chinese text by its English label, each other word translated."""
        pieces: list[str | Rendering] = []
        at = 0
        for entity in entities:
            label = self._label(entity.type, entity.id, "en")
            pieces += [text[at : entity.start], Rendering(label, (label,))]
            at = entity.end
        return self._translator.translate([*pieces, text[at:]])

    def _entities(self, text: str, language: str) -> Iterable[QuestionEntity]:
        found = [m for m in self._matcher.candidates(text, language) if not m.context or m.type == "policy"]
        for number in find_numbers(text):
            for one in number.numbers:
                if id_ := self._numbers.get(one):
                    found.append(NameMatch(number.start, number.end, number.text, "policy", id_, 1.0))
        for match in longest(found):
            label = self._label(match.type, match.id, language)
            yield QuestionEntity(match.id, match.type, label, match.start, match.end)

    def _label(self, type_: str, id_: str, language: str) -> str:
        return entity_label(self._knowledge, type_, id_, language)

    @cached_property
    def _matcher(self) -> NameMatcher:
        return NameMatcher(self._knowledge, _TYPES)

    @cached_property
    def _numbers(self) -> dict[DocumentNumber, str]:
        return {
            number: policy.id
            for policy in self._knowledge.policies.values()
            for written in (policy.number_zh, policy.number_en)
            if written
            for match in find_numbers(written)
            for number in match.numbers
        }


def entity_label(knowledge: Knowledge, type_: str, id_: str, language: str) -> str:
    """The name of an entity or policy in a language; its id where no list knows it."""
    if type_ == "policy":
        policy = knowledge.policies.get(id_)
        return (policy.title_zh if language == "zh" else policy.title_en) if policy else id_
    for known in ENTITY_TYPES:
        if type_ == known:
            entity = knowledge.entities(known).get(id_)
            return entity.label(language) if entity else id_
    return id_


def _fields(english: dict[str, float], chinese: dict[str, float]) -> dict[str, dict[str, float]]:
    return {field: weights for field, weights in (("text", english), ("zh", chinese)) if weights}
