"""Five-year plans in a list, each ordinal one plan: "the 12th, 13th and 14th Five-Year Plans"."""

import re
from collections.abc import Iterator

from ingest.citation.english import description_ends
from ingest.citation.mention import PolicyMention
from ontology.resolver import PolicyResolver
from ontology.resolver.evidence import read_ordinal
from ontology.resolver.kind import KINDS_ZH

_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    r"twelfth|thirteenth|fourteenth|fifteenth))"
)
_LIST = re.compile(
    rf"\b(?P<list>{_ORDINAL}(?:\s*,\s*{_ORDINAL}){{0,6}}\s*,?\s*(?:and|or|&)\s+(?:the\s+)?{_ORDINAL})\s+"
    r"(?P<head>(?:[Ff]ive[\s-][Yy]ear\s+(?:[Pp]lans?|[Pp]rogram(?:me)?s?)|FYPs?))\b"
)
_EACH = re.compile(_ORDINAL)
_QUALIFIER = re.compile(r"(?:(?<=\s)|^)(?P<who>(?:[A-Z]\w+\s){0,2}[A-Z]\w+['’]s)\s+$")
_LIST_ZH = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,10}?)(?P<list>[“\"][一二三四五十]{1,3}五[”\"](?:(?:规划)?[、和与及][“\"][一二三四五十]{1,3}五[”\"]){1,6})"
    r"(?P<head>[\u4e00-\u9fff]{0,16}?(?:规划纲要|规划|纲要|实施方案))"
)
_EACH_ZH = re.compile(r"[“\"][一二三四五十]{1,3}五[”\"](?:规划)?")
_LEFT = 40
_GENERAL_ZH = re.compile(
    r"(?:(?<![一二三四五六七八九十第“\"‘'])十[一二三四五六]五|第(?:十[一二三四五六]|1[0-6])个五年)(?:规划|计划)"
    r"(?!《?(?:建议|实施方案|实施意见|中期评估|编制))(?:和(?:2035|二〇三五)年远景目标)?(?:纲要)?"
)
_SESSION_ZH = re.compile(
    r"(?:党的|中共)?第?(?P<session>[一二三四五六七八九十]{1,3}届[一二三四五六七八九]中全会)(?:审议)?(?:通过)?的?"
    r"[《“]?(?P<head>决定|决议)[》”]?"
)
_CONGRESS_ZH = re.compile(
    r"(?:党的|中共)?(?<![一二三四五六七八九十])(?P<congress>十[一二三四五六七八九]|二十[一二三]?)大(?:的)?报告"
)


def listed_plans(text: str, language: str) -> Iterator[PolicyMention]:
    """One mention for each plan of a list; the last takes in the words that all share."""
    yield from _chinese(text) if language == "zh" else _english(text)


def general_plans(text: str, resolver: PolicyResolver) -> Iterator[PolicyMention]:
    """The nation's five-year plans as Chinese texts also write them: 十四五规划, 第十四个五年规划纲要."""
    plans = {
        facts.ordinal: id_
        for id_, facts in resolver.facts.items()
        if facts.general and not facts.local and facts.policy.kind == "plan"
    }
    for match in _GENERAL_ZH.finditer(text):
        policy = plans.get(read_ordinal(match.group()))
        if policy:
            end = match.end()
            yield PolicyMention(
                match.start(), end, "alias", match.group(), policies=(policy,), kind="plan", formal=True
            )


def session_documents(text: str, resolver: PolicyResolver) -> Iterator[PolicyMention]:
    """Documents by the plenary session that adopted them: 二十届三中全会《决定》."""
    for match in _SESSION_ZH.finditer(text):
        name = match["session"] + match["head"]
        yield PolicyMention(
            match.start(),
            match.end(),
            "title",
            match.group(),
            policies=resolver.by_name(name),
            kind=KINDS_ZH[match["head"]],
            formal=True,
        )


def congress_reports(text: str, resolver: PolicyResolver) -> Iterator[PolicyMention]:
    """Reports to a congress of the Party: 二十大报告; the number of the congress decides which."""
    for match in _CONGRESS_ZH.finditer(text):
        said = f"{match['congress']}大报告"
        policies = resolver.by_name(said) or resolver.by_name(f"党的{said}")
        yield PolicyMention(
            match.start(), match.end(), "title", said, policies=policies, kind="report", formal=True
        )


def _english(text: str) -> Iterator[PolicyMention]:
    for match in _LIST.finditer(text):
        before = _QUALIFIER.search(text, max(0, match.start() - _LEFT), match.start())
        who = before["who"] + " " if before else ""
        stop = (description_ends(text, match.end()) or (match.end(),))[0]
        ordinals = list(_EACH.finditer(text, match.start("list"), match.end("list")))
        for ordinal in ordinals:
            last = ordinal is ordinals[-1]
            said = f"{who}{ordinal.group()} Five-Year Plan{text[match.end() : stop]}"
            end = stop if last else ordinal.end()
            yield _plan(ordinal.start(), end, said)


def _chinese(text: str) -> Iterator[PolicyMention]:
    for match in _LIST_ZH.finditer(text):
        items = list(_EACH_ZH.finditer(text, match.start("list"), match.end("list")))
        who = re.sub(r"^.*[的在对从把将与和及由]", "", match["who"])
        for item in items:
            first, last = item is items[0], item is items[-1]
            start = item.start() - len(who) if first else item.start()
            yield _plan(
                start,
                match.end() if last else item.end(),
                f"{who}{item.group()}{'' if item.group().endswith('规划') else match['head']}",
            )


def _plan(start: int, end: int, said: str) -> PolicyMention:
    return PolicyMention(start, end, "title", said, kind="plan", formal=True, said=said)
