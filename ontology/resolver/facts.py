"""What the register knows of a policy, in the shape that citations are compared with."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ontology.number import DocumentNumber, find_numbers
from ontology.policy import Policy
from ontology.resolver.evidence import (
    ordinal_of_period,
    read_count,
    read_ordinal,
    read_periods,
    read_years,
)
from ontology.resolver.kind import kind_of_title_en, kind_of_title_zh
from ontology.resolver.term import terms

_COUNTED = re.compile(r"\b(\d{1,3})\s+(?:[a-z-]+\s+)?(?:opinions|measures|articles|points|policies|tasks)\b")
_ORDINAL_TERM = re.compile(r"1?\dth|十[一二三四五六七八九]|[一二三四五六七八九十]五|五年|第十|个五|年规")
_YEAR_TERM = re.compile(r"(?:19|20)\d\d")
_GENERAL_PLAN = re.compile(r"国民经济和社会发展第[一二三四五六七八九十]+个五年(?:规划|计划)")
_FIGURES_ZH = re.compile(
    r"(?:19|20)\d\d年(?:\d{1,2}月)?(?:印发|出台|发布)?的?|(?:\d{1,3}|[一二三四五六七八九十]{1,3})条(?=意见|措施|举措|政策|$)"
)
_LOCAL = ("provincial", "municipal")


@dataclass(frozen=True, slots=True)
class NameTerms:
    """One name of a policy: its terms with years and ordinals of five-year plans left out."""

    text: str
    language: str
    context: bool
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """One policy, ready for comparison. `years` are those its names and dates allow a text to say;
    `general` marks the five-year plan (or the proposals for it) of the nation or of a province as a whole,
    which its ordinal alone may name.
    """

    policy: Policy
    names: tuple[NameTerms, ...]
    numbers: tuple[DocumentNumber, ...]
    kinds: frozenset[str]
    year: int | None
    month: str | None
    years: frozenset[int]
    periods: frozenset[tuple[int, int]]
    named_periods: frozenset[tuple[int, int]]
    ordinal: int | None
    counts: frozenset[int]
    named_counts: frozenset[int]
    general: bool
    places: frozenset[str]
    own_places: frozenset[str]
    named_places: frozenset[str]
    about: frozenset[str]

    @property
    def concept(self) -> bool:
        """Whether it is a guiding idea that texts call by its bare name ("new quality productive forces")."""
        return self.policy.kind == "strategy" and not self.policy.aliases_en and not self.policy.aliases_zh

    @property
    def local(self) -> bool:
        """Whether a province or city issued it."""
        return self.policy.level in _LOCAL


@lru_cache(maxsize=4096)
def bag(text: str, language: str) -> frozenset[str]:
    """The terms of a name without years and ordinals, which count as evidence of their own."""
    if language == "zh":
        text = _FIGURES_ZH.sub("", text)
    found = frozenset(term for term in terms(text, language) if not _YEAR_TERM.fullmatch(term))
    if read_ordinal(text) is not None:
        found = frozenset(term for term in found if not _ORDINAL_TERM.fullmatch(term))
    count = read_count(text)
    return found if count is None else found - {str(count), "point", f"{count}条"}


def policy_facts(
    policy: Policy, places: Mapping[str, frozenset[str]], wide: frozenset[str] = frozenset()
) -> PolicyFacts:
    """The facts of `policy`; `places` maps each of its names to the ids of the regions named in it.

    Regions in `wide` (the Northeast) are no place of its own to a province's policy that mentions them.
    """
    named = [
        *((name, "en", False) for name in (policy.title_en, *policy.aliases_en)),
        *((name, "zh", False) for name in (policy.title_zh, *policy.aliases_zh)),
        *((name, "en", True) for name in policy.context_aliases_en),
        *((name, "zh", True) for name in policy.context_aliases_zh),
    ]
    names, numbers = [], list(_numbers((policy.number_zh, policy.number_en)))
    for text, language, context in named:
        if not text:
            continue
        found = find_numbers(text)
        if found and found[0].end - found[0].start >= len(text) - 6:
            numbers.extend(match.number for match in found if match.number.exact)
        else:
            names.append(NameTerms(text, language, context, bag(text, language)))
    texts = [name.text for name in names]
    year = int(policy.date[:4]) if policy.date else None
    named_periods = frozenset().union(*map(read_periods, texts))
    periods = named_periods | _validity(policy)
    named_counts = frozenset(n for text in texts if (n := read_count(text)))
    starts = {int(d[:4]) for d in (policy.valid_from,) if d}
    said = frozenset(policy.regions) | frozenset().union(*places.values())
    named_years = frozenset().union(*map(read_years, texts))
    return PolicyFacts(
        policy,
        tuple(names),
        tuple(dict.fromkeys(numbers)),
        _kinds(policy, names),
        year,
        policy.date[:7] if policy.date and len(policy.date) >= 7 else None,
        named_years | starts | ({year} if year else set()),
        periods,
        named_periods,
        _ordinal(texts, periods),
        named_counts | {int(n) for n in _COUNTED.findall(policy.summary)},
        named_counts,
        bool(policy.title_zh and _GENERAL_PLAN.search(policy.title_zh)),
        said,
        said - wide,
        frozenset().union(*places.values()),
        bag(policy.summary, "en"),
    )


def _numbers(written: Iterable[str | None]) -> Iterable[DocumentNumber]:
    return (match.number for text in written if text for match in find_numbers(text)[:1])


def _validity(policy: Policy) -> frozenset[tuple[int, int]]:
    if policy.valid_from and policy.valid_to:
        return frozenset({(int(policy.valid_from[:4]), int(policy.valid_to[:4]))})
    return frozenset()


def _ordinal(texts: list[str], periods: frozenset[tuple[int, int]]) -> int | None:
    for text in texts:
        ordinal = read_ordinal(text)
        if ordinal:
            return ordinal
    return next((n for period in periods if (n := ordinal_of_period(period))), None)


def _kinds(policy: Policy, names: list[NameTerms]) -> frozenset[str]:
    kinds = {policy.kind} if policy.kind not in ("other", "program") else {"plan"}
    for name in names:
        if name.language == "zh":
            kind = kind_of_title_zh(name.text)
            kinds |= {kind} if kind else set()
            kinds |= {"notice"} if name.text.endswith("通知") else set()
        else:
            kind = kind_of_title_en(name.text)
            kinds |= {kind} if kind else set()
    return frozenset(kinds)
