"""What a question says: its language, the entities and policies it names, its words in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ontology.entity import ENTITY_TYPES
from ontology.knowledge import Knowledge
from ontology.matcher import NamedType, NameMatch, NameMatcher, longest
from ontology.number import DocumentNumber, find_numbers
from search.index.analysis import chinese_terms, english_terms, has_word
from search.result import QuestionEntity

LONGEST_QUESTION = 2000
"""Code points of a question that are read; more are cut, with a warning."""

_TYPES: tuple[NamedType, ...] = (*ENTITY_TYPES, "policy")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read. `terms` are weights by field of the word index and term; `bridged` holds the terms
    of the other language that names in the question stand for."""

    text: str
    language: str
    entities: tuple[QuestionEntity, ...]
    terms: dict[str, dict[str, float]]
    bridged: dict[str, dict[str, float]]
    translation: str

    @property
    def empty(self) -> bool:
        """Whether there is no word in it."""
        return not has_word(self.text)


class Understander:
    """Reads questions against the lists and the register. Built once (some 0.1 s), used from any thread."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def read(self, text: str) -> Question:
        """Read a question of at most LONGEST_QUESTION code points."""
        language = "zh" if chinese_terms(text) else "en"
        entities = tuple(self._entities(text, language))
        english = english_terms(text, stop=True) or english_terms(text)
        other = "en" if language == "zh" else "zh"
        names = [self._label(entity.type, entity.id, other) for entity in entities]
        return Question(
            text=text,
            language=language,
            entities=entities,
            terms=_by_field(english, chinese_terms(text)),
            bridged=_by_field(
                [term for name in names for term in english_terms(name, stop=True)] if other == "en" else [],
                [term for name in names for term in chinese_terms(name)] if other == "zh" else [],
            ),
            translation=" ".join(names),
        )

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


def _by_field(english: Iterable[str], chinese: Iterable[str]) -> dict[str, dict[str, float]]:
    fields: dict[str, dict[str, float]] = {}
    for names, terms in ((("text", "title"), english), (("zh", "title_zh"), chinese)):
        weights: dict[str, float] = {}
        for term in terms:
            weights[term] = weights.get(term, 0.0) + 1.0
        if weights:
            fields |= dict.fromkeys(names, weights)
    return fields
