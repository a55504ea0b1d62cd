"""Names of the register that stand in the text as they are."""

import re
from collections.abc import Iterator

from ingest.citation.english import parenthesis_end
from ingest.citation.mention import PolicyMention
from ontology.matcher import NameMatch
from ontology.number import find_numbers
from ontology.policy import Policy
from ontology.resolver import PolicyResolver
from ontology.resolver.kind import head_pattern_zh, kind_of_title_en, kind_of_title_zh

_HAN = re.compile(r"[\u4e00-\u9fff]")
_OPEN, _CLOSE = ("“", "‘", '"'), ("”", "’", '"')
_LONG_ZH, _LONG_EN = 12, 6
# What follows makes it another document: proposals for a plan, the scheme that implements it.
_GOES_ON_ZH = re.compile(
    r"(?<=规划)《?(?:建议|实施方案|实施意见|中期评估|编制)|(?:的?(?:研究|解读|评析|述评|分析))?\[[JDMNC]\]"
)
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_WORD = re.compile(r"[A-Za-z]+")
_COMPANY = re.compile(
    r"^[”’\"»]?\s*(?:餐厅|饭店|公司|集团|股份|酒店|大厦|论坛|峰会|Co\b|Ltd|Inc\b|Freight|Restaurant|Hotel|Forum|Summit)"
)


def named_policies(text: str, language: str, resolver: PolicyResolver) -> Iterator[PolicyMention]:
    """Titles and aliases in `text`; names that need a context only where they say what they are."""
    for match in resolver.find_names(text, language):
        if _COMPANY.match(text[match.end : match.end + 24]) or _is_number(match.text):
            continue
        ids = (match.id, *(id_ for type_, id_ in match.alternatives if type_ == "policy"))
        quoted = text[match.start - 1 : match.start] in _OPEN and text[match.end : match.end + 1] in _CLOSE
        if match.context and not (quoted or _speaks_for_itself(match, resolver)):
            continue
        if _is_ordinary(match) or _GOES_ON_ZH.match(text, match.end):
            continue
        yield PolicyMention(
            match.start,
            parenthesis_end(text, match.end),
            "title" if _is_title(match.text, resolver.policy(match.id)) else "alias",
            match.text,
            policies=ids,
            kind=_kind(match.text),
            formal=True,
            context=match.context,
        )


def _is_title(name: str, policy: Policy) -> bool:
    """The title itself, or a name that is as long and says its kind of document."""
    if name in (policy.title_en, policy.title_zh):
        return True
    long = len(name) >= _LONG_ZH if _HAN.search(name) else len(name.split()) >= _LONG_EN
    return long and _kind(name) is not None


def _is_number(name: str) -> bool:
    found = find_numbers(name)
    return bool(found) and found[0].end - found[0].start >= len(name) - 4


def _speaks_for_itself(match: NameMatch, resolver: PolicyResolver) -> bool:
    """A context-dependent name that says its kind of document, is an acronym, or names a concept."""
    if _kind(match.text) is not None or _ACRONYM.fullmatch(match.text):
        return True
    return resolver.policy(match.id).kind == "strategy" and resolver.facts[match.id].concept


def _is_ordinary(match: NameMatch) -> bool:
    """Whether a proper name of several capitals stands as common words, one capital at their beginning."""
    capitals = [word for word in _WORD.findall(match.name) if word[0].isupper()]
    shown = [word for word in _WORD.findall(match.text) if word[0].isupper()]
    first = _WORD.match(match.text)
    return (
        len(capitals) > 1
        and len(shown) == 1
        and first is not None
        and shown[0] == first.group()
        and (_kind(match.text) is None)
    )


def _kind(name: str) -> str | None:
    if any("\u4e00" <= c <= "\u9fff" for c in name):
        found = kind_of_title_zh(name)
        return found if found or not head_pattern_zh().search(name) else None
    return kind_of_title_en(name)
