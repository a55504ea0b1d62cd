"""Chinese names and descriptions of documents that stand in the text without title marks.

A word for a kind of document (规划, 意见, 条例) is taken with the characters of its clause before it;
where the name begins is decided by what the register knows.
"""

import re
from collections.abc import Iterator

from ingest.citation.mention import PolicyMention
from ontology.resolver.kind import KINDS_ZH

_HEADS = sorted((head for head in KINDS_ZH if head not in ("条", "令", "行动", "法")), key=len, reverse=True)
_HEAD = re.compile(
    rf"(?:{'|'.join(_HEADS)}|(?<=[\u4e00-\u9fff])法(?![律院制治定人官案规学语庭]))(?![院局厅部馆司师图])"
)
_BOUNDARY = re.compile(r"[，,。；;：:！!？?、\n《》]")
_REACH = 44
_SHORTEST = 4
# What follows in a list of references: the title of an article about the document.
_ARTICLE = re.compile(r"(?:的?(?:研究|解读|评析|述评|分析))?\[[JDMNC]\]")
_NO_LAW = re.compile(r"(?:方|书|做|看|想|语|兵|疗|算|执|立|(?<!公)司|合|依|违|魔|说|用|写|戏|句|办|民|宪)法$")


def chinese_phrases(text: str) -> Iterator[PolicyMention]:
    """Every clause of `text` up to a word for a kind of document; most are no citations yet."""
    for match in _HEAD.finditer(text):
        end = _end(text, match.end())
        left = max(0, match.start() - _REACH)
        for boundary in _BOUNDARY.finditer(text, left, match.start()):
            left = boundary.end()
        title = text[left:end]
        if _ARTICLE.match(text, end) or len(title) < _SHORTEST or _NO_LAW.search(text[left : match.end()]):
            continue
        yield PolicyMention(
            left, end, "description", title, kind=KINDS_ZH.get(match.group(), "law"), head=match.span()
        )


def _end(text: str, end: int) -> int:
    after = re.match(
        r"\s?[（(](?:\d{4}\s?[-—–－~]+\s?\d{2,4}\s?年?|\d{4}年?|试行|修订)[)）]", text[end : end + 16]
    )
    return end + after.end() if after else end
