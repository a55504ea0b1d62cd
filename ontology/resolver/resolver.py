"""Which policy of the register a citation means: by number, by name, or by likeness and evidence together."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ontology.knowledge import Knowledge
from ontology.matcher import NamedType, NameMatch, NameMatcher, fold
from ontology.number import DocumentNumber
from ontology.policy import Policy
from ontology.resolver.evidence import Evidence, ordinal_of_period, read_count
from ontology.resolver.facts import PolicyFacts, bag, policy_facts
from ontology.resolver.kind import KINDS_EN, kinds_like
from ontology.resolver.term import chinese_core, english_stem

# Weights of the comparison. Chosen on the development passages; a name's own words count most.
_EXPLAINED_ELSEWHERE = 0.6
_EXPLAINED_BY_SUMMARY = 0.35
_SAME_KIND, _OTHER_KIND = 0.06, -0.22
_SAME_YEAR, _SAME_MONTH, _NEAR_YEAR, _OTHER_NEAR_YEAR = 0.10, 0.12, 0.05, -0.03
_SAME_PERIOD, _OTHER_PERIOD, _NO_PERIOD = 0.12, -0.35, -0.12
_SAME_COUNT, _NO_COUNT, _COUNT_UNKNOWN = 0.15, -0.25, -0.06
_LOCAL_UNSAID, _PLACE_NEAR = -0.16, 0.02
_ORDINAL_UNSAID = -0.06
_MARGIN = 0.09
_ENOUGH = 0.62
_WHOLE_PLAN = 0.45
_COUNTED = re.compile(r"articles?|points?|measures?|opinions|policies|条")
_PART_OF_THE_NATION = re.compile(
    r"\b(?:provincial|municipal|regional|local|city|sector|company|industry)\b|^(?!.*five)(?!.*fyp)\D*\b(?:for|of)\b",
    re.IGNORECASE,
)
_TELLING, _DISTINCTIVE = 1.6, 2.8
_BY_FIGURE = 0.62
_JUST_ISSUED = 0.06
_EVERYWHERE = frozenset({"china"})
_WIDE = ("country", "macro-region")
_WITH_PLANS_OF_THEIR_OWN = ("company", "university", "financial-institution", "research-institute")
_REGION: tuple[NamedType, ...] = ("region",)
_POLICY: tuple[NamedType, ...] = ("policy",)


@dataclass(frozen=True, slots=True)
class Scored:
    """A policy with how well it fits a citation, 0 to about 1.3, and the terms of the name that fitted."""

    id: str
    score: float
    weight: float
    cover: float
    share: float
    shared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The policies that a citation can mean, the likeliest first: one is resolved, none unregistered."""

    policies: tuple[str, ...]
    score: float

    @property
    def policy(self) -> str | None:
        """The one policy that is meant, or None."""
        return self.policies[0] if len(self.policies) == 1 else None


class PolicyResolver:
    """Finds policies of `knowledge` by number, name and likeness. Built once; thread-safe in use."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._regions = NameMatcher(knowledge, _REGION)
        wide = frozenset(id_ for id_, region in knowledge.regions.items() if region.kind in _WIDE)
        places = _places_in_names(knowledge, self._regions)
        self.facts: dict[str, PolicyFacts] = {
            id_: policy_facts(policy, places.get(id_, {}), wide) for id_, policy in knowledge.policies.items()
        }
        self._by_serial: dict[int, list[tuple[DocumentNumber, str]]] = defaultdict(list)
        self._by_key: dict[str, dict[str, bool]] = defaultdict(dict)
        self._postings: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._names = NameMatcher(knowledge, _POLICY)
        for id_, facts in self.facts.items():
            for number in facts.numbers:
                self._by_serial[number.serial].append((number, id_))
            for name in facts.names:
                self._by_key[name_key(name.text)].setdefault(id_, name.context)
                for term in name.terms:
                    self._postings[name.language, term].add(id_)
        size = max(1, len(self.facts))
        self._weights = {key: math.log(1 + size / len(ids)) for key, ids in self._postings.items()}
        self._unknown = math.log(1 + size)
        self._kind_terms = frozenset(english_stem(word) for word in KINDS_EN)
        self._prepared = {id_: self._prepare(facts) for id_, facts in self.facts.items()}
        self._bodies = frozenset(
            name
            for actor in knowledge.actors.values()
            if actor.kind in _WITH_PLANS_OF_THEIR_OWN
            for name in (actor.label_en, actor.label_zh, *actor.aliases_en, *actor.aliases_zh)
            if name
        )
        self._body_lengths = sorted({len(name) for name in self._bodies})
        # Texts repeat their names, often whole sentences.
        self._fits = lru_cache(maxsize=512)(self._fit_all)
        self._ranked = lru_cache(maxsize=512)(self._rank)

    def policy(self, id_: str) -> Policy:
        """One policy of the register. Raises NotFoundError."""
        return self.knowledge.policy(id_)

    def by_number(self, number: DocumentNumber) -> tuple[str, ...]:
        """The policies whose number fits, in order of the register; open parts of `number` fit anything."""
        fitting = (id_ for known, id_ in self._by_serial.get(number.serial, ()) if number.fits(known))
        return tuple(dict.fromkeys(fitting))

    def by_name(self, name: str) -> tuple[str, ...]:
        """The policies that bear exactly this title or alias, spacing, marks and case aside."""
        return tuple(self._by_key.get(name_key(name), ()))

    def foreign(self, text: str, language: str, id_: str) -> float:
        """How much `text` says that no name of the policy does: 1 for each word that tells other policies
        apart, half for each word that the register does not know."""
        prepared = self._prepared[id_][language]
        said = 0.0
        for term in bag(text, language) - prepared.everything:
            weight = self._weights.get((language, term))
            said += 0.5 if weight is None else float(weight > _DISTINCTIVE)
        return said

    def issued_by(self, id_: str, text: str) -> bool:
        """Whether `text` names a body that issued the policy."""
        bodies = (self.knowledge.actors.get(actor) for actor in self.facts[id_].policy.issuers)
        return any(
            name in text
            for body in bodies
            if body
            for name in (body.label_en, body.label_zh, *body.aliases_en, *body.aliases_zh)
        )

    def follows_body(self, text: str, end: int) -> bool:
        """Whether the name of a company, bank, university or institute stands right before `end`."""
        for length in self._body_lengths:
            start = end - length
            if start >= 0 and text[start:end] in self._bodies:
                return start == 0 or not (text[start].isascii() and text[start - 1].isalnum())
        return False

    def weight(self, term: str, language: str) -> float:
        """How much a term tells: a word of one policy's names most, one of many names little."""
        return self._weights.get((language, term), self._unknown)

    def find_names(self, text: str, language: str) -> list[NameMatch]:
        """Every title, alias and number of the register that stands in `text`, overlapping ones included."""
        return self._names.candidates(text, language)

    def find_places(self, text: str, language: str) -> list[NameMatch]:
        """The regions named in `text`, in order, without overlap."""
        return self._regions.find(text, language)

    def similar(
        self, text: str, language: str, evidence: Evidence, within: Iterable[str] = ()
    ) -> list[Scored]:
        """The policies that `text` may name or describe, best first, without those that evidence excludes."""
        weights = {word: self.weight(word, language) for word in bag(text, language)}
        if not weights:
            return self._nameless(text, evidence)
        return list(self._ranked(frozenset(weights), language, evidence, frozenset(within)))

    def _rank(
        self, words: frozenset[str], language: str, evidence: Evidence, within: frozenset[str]
    ) -> tuple[Scored, ...]:
        scored = (self._weighed(fit, evidence) for fit in self._fits(words, language, within))
        return tuple(sorted((s for s in scored if s), key=lambda s: (-s.score, s.id)))

    def _nameless(self, text: str, evidence: Evidence) -> list[Scored]:
        """What is called by a figure alone: 36 articles, the 28 opinions of 2009, the 2016-2020 plan."""
        if evidence.count is None and not evidence.ordinal and not evidence.periods:
            return []
        if evidence.count is None and _PART_OF_THE_NATION.search(text):
            return []
        found = []
        for id_, facts in self.facts.items():
            called = evidence.count in (facts.counts if evidence.years else facts.named_counts)
            if called and not evidence.years:
                called = _counts_the_same(text, facts)
            if evidence.count is None:
                called = facts.general and not facts.local and evidence.kind in facts.kinds
            adjustment = _evidence(facts, evidence) if called else None
            if adjustment is not None:
                found.append(Scored(id_, _BY_FIGURE + adjustment, self._unknown, 1.0, 0.0, frozenset()))
        return sorted(found, key=lambda s: (-s.score, s.id))

    def _sharing(self, weights: Mapping[str, float], language: str) -> set[str]:
        """The policies with a telling term of the text in a name; with any term where none tells."""
        telling = [w for w, weight in weights.items() if weight > _TELLING] or list(weights)
        return set[str]().union(*(self._postings.get((language, w), set()) for w in telling))

    def resolve(self, scored: list[Scored], enough: float = _ENOUGH, margin: float = _MARGIN) -> Resolution:
        """One policy where the best stands clear, several where they are level, none where none is good."""
        if not scored or scored[0].score < enough:
            return Resolution((), scored[0].score if scored else 0.0)
        best = scored[0].score
        level = [s.id for s in scored if s.score > best - margin]
        return Resolution(tuple(level[:8]), best)

    def admits(self, id_: str, evidence: Evidence) -> bool:
        """Whether nothing that is known of the citation speaks against this policy."""
        return _evidence(self.facts[id_], evidence) is not None

    def _prepare(self, facts: PolicyFacts) -> dict[str, "_Prepared"]:
        prepared = {}
        for language in ("en", "zh"):
            names = [name for name in facts.names if name.language == language and name.terms]
            weighed = [(n.terms, sum(self.weight(t, language) for t in n.terms), n.context) for n in names]
            everything = frozenset[str]().union(*(name.terms for name in names))
            prepared[language] = _Prepared(tuple(weighed), everything)
        return prepared

    def _fit_all(self, words: frozenset[str], language: str, within: frozenset[str]) -> tuple[Scored, ...]:
        """How well each of these, or each policy that shares a telling term, fits, evidence aside."""
        weights = {word: self.weight(word, language) for word in words}
        fits = (self._fit(weights, id_, language) for id_ in within or self._sharing(weights, language))
        return tuple(fit for fit in fits if fit)

    def _fit(self, weights: Mapping[str, float], id_: str, language: str) -> Scored | None:
        words, total = frozenset(weights), sum(weights.values())
        prepared = self._prepared[id_][language]
        about = words & self.facts[id_].about if language == "en" else frozenset[str]()
        best: Scored | None = None
        for terms, name_weight, context in prepared.names:
            shared = words & terms
            own = sum(weights[w] for w in shared)
            rest = words - shared
            elsewhere = sum(weights[w] for w in rest & prepared.everything) * _EXPLAINED_ELSEWHERE
            elsewhere += sum(weights[w] for w in (rest & about) - prepared.everything) * _EXPLAINED_BY_SUMMARY
            cover = (own + elsewhere) / total if total else 0.0
            share = own / name_weight if name_weight else 0.0
            score = cover * (0.72 + 0.28 * share) - (0.04 if context else 0.0)
            if best is None or score > best.score:
                idle = {w for w in shared if w in self._kind_terms or w.isdecimal()}
                telling = own + elsewhere - sum(weights[w] for w in idle)
                best = Scored(id_, score, telling, cover, share, shared)
        return best

    def _weighed(self, fit: Scored, evidence: Evidence) -> Scored | None:
        """The fit with what the evidence adds; None where the evidence excludes the policy."""
        facts = self.facts[fit.id]
        if evidence.ordinal and facts.local and fit.share < _WHOLE_PLAN:
            return None  # "Heilongjiang's 14th plan" is not its plan for one industry
        adjustment = _evidence(facts, evidence)
        if adjustment is None:
            return None
        return Scored(fit.id, fit.score + adjustment, fit.weight, fit.cover, fit.share, fit.shared)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The names of a policy in one language: (terms, their weight, whether context-dependent); all terms."""

    names: tuple[tuple[frozenset[str], float, bool], ...]
    everything: frozenset[str]


def _counts_the_same(text: str, facts: PolicyFacts) -> bool:
    """Whether an English popular name counts what the policy's own do: articles, or points, or measures."""
    counted = [name.text.lower() for name in facts.names if name.language == "en" and read_count(name.text)]
    return not counted or any(word in name for word in _COUNTED.findall(text.lower()) for name in counted)


def name_key(name: str) -> str:
    """What two spellings of one name have in common: Chinese its core, English its folded letters."""
    if any("\u4e00" <= c <= "\u9fff" for c in name):
        return chinese_core(name)
    return " ".join(fold(name.replace("-\n", "").replace("\n", " ")).lower.replace('"', "").split())


def _places_in_names(knowledge: Knowledge, matcher: NameMatcher) -> dict[str, dict[str, frozenset[str]]]:
    """For each policy the regions that its names contain."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for id_, policy in knowledge.policies.items():
        text = "\n\n".join(name for name in policy.names if name)
        found[id_] = {"": frozenset(match.id for match in matcher.find(text))}
    return found


def _evidence(facts: PolicyFacts, evidence: Evidence) -> float | None:
    """What the evidence adds to the score; None where it excludes the policy."""
    added = 0.0
    if evidence.until and facts.policy.date and facts.policy.date[:4] > evidence.until[:4]:
        return None
    if evidence.years:
        if not evidence.years & facts.years:
            return None
        added += _SAME_YEAR
    if evidence.periods:
        if evidence.periods & facts.periods:
            added += _SAME_PERIOD
        elif facts.named_periods:
            return None
        else:
            added += _OTHER_PERIOD if facts.periods else _NO_PERIOD
    ordinal = evidence.ordinal or next((n for p in evidence.periods if (n := ordinal_of_period(p))), None)
    if evidence.ordinal and evidence.ordinal != facts.ordinal:
        return None
    if ordinal is None and facts.ordinal is not None and not evidence.years:
        added += _ORDINAL_UNSAID
    place = _place(facts, evidence)
    if place is None:
        return None
    return added + place + _kind(facts, evidence) + _near(facts, evidence)


def _place(facts: PolicyFacts, evidence: Evidence) -> float | None:
    if evidence.places - facts.places - _EVERYWHERE:
        return None
    if not facts.local or facts.own_places & evidence.places:
        return 0.0
    return _PLACE_NEAR if facts.named_places & facts.own_places & evidence.near_places else _LOCAL_UNSAID


def _kind(facts: PolicyFacts, evidence: Evidence) -> float:
    if evidence.kind is None:
        return 0.0
    if evidence.kind in facts.kinds:
        return _SAME_KIND
    return 0.0 if facts.kinds & kinds_like(evidence.kind) else _OTHER_KIND


def _near(facts: PolicyFacts, evidence: Evidence) -> float:
    added = 0.0
    if facts.month and facts.month in evidence.months:
        added += _SAME_MONTH
    elif facts.year and facts.year in evidence.near_years:
        added += _NEAR_YEAR
    elif evidence.near_years and facts.year:
        added += _OTHER_NEAR_YEAR
    if evidence.count is not None:
        known = _NO_COUNT if facts.named_counts else _COUNT_UNKNOWN
        added += _SAME_COUNT if evidence.count in facts.counts else known
    if evidence.until and facts.month and _just_before(facts.month, evidence.until):
        added += _JUST_ISSUED
    return added


def _just_before(month: str, date: str) -> bool:
    """Whether `date` lies in the same month or the next: news of a policy that was just issued."""
    if len(date) < 7:
        return False
    months = [int(d[:4]) * 12 + int(d[5:7]) for d in (month, date)]
    return 0 <= months[1] - months[0] <= 1
