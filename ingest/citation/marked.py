"""Titles that a text marks: 《…》 in both languages, quotation marks in English."""

import re
from collections.abc import Iterator

from ingest.citation.mention import PolicyMention
from ontology.resolver import PolicyResolver
from ontology.resolver.kind import KINDS_ZH, kind_of_title_zh, kind_of_word

_BOOK = re.compile(r"《(?P<title>[^《》]{2,120})》?")
_QUOTED = re.compile(r"“(?P<a>[^“”]{4,260})”|(?<!\w)\"(?P<b>[^\"\n]{4,260})\"(?!\w)")
_JOURNAL = re.compile(
    r"(?:报|学报|杂志|周刊|期刊|月刊|画报|年鉴|通讯|评论|研究|论坛|文摘|小说|教程|词典|手册|史)$"
)
_AFTER_JOURNAL = re.compile(
    r"\s*(?:杂志|期刊|一书|报纸|这本|（?(?:19|20)\d\d\s*年?\s*第\s*\d+\s*期|，?\s*(?:19|20)\d\d\s*[,，（(]?\s*(?:\d+\s*)?[（(]\d+[)）]"
    r"|上(?:的|发表|刊登|撰文)|第\s*\d+\s*[期卷])"
)
# A book: the publishing house stands in the same sentence after the title.
_BOOK_FACTS = re.compile(r"(?:（第[^（）]{1,4}版）)?[，,.：][^。；;\n《》]{0,30}出版社")
_NO_LAW = re.compile(r"(?:方|书|做|看|想|语|兵|疗|算|执|立|(?<!公)司|合|依|违|魔|说|用|写|戏|句)法$")
_REPORTS = re.compile(r"政府工作报告|代表大会.{0,12}报告|大报告$")
_STORY = re.compile(
    r"\b(?:headlines?|novel|film|movie|song|story|essay|poem|book|paper|chapter|column|editorial)\b[^.]*$",
    re.IGNORECASE,
)
_BEFORE, _SMALL = 40, 4
_HEAD = re.compile(r"[A-Za-z]+")
_NO_TITLE = re.compile(r"[.!?;](?:\s|$)|^[a-z]")


def marked_titles(text: str, resolver: PolicyResolver) -> Iterator[PolicyMention]:
    """Every marked title that is a document's by its kind or by the register."""
    for match in _BOOK.finditer(text):
        title = match["title"]
        mention = _mention(match.start(), match.end(), title, resolver)
        if mention and not _AFTER_JOURNAL.match(text, match.end(), match.end() + 30):
            yield mention
    for match in _QUOTED.finditer(text):
        group = "a" if match["a"] else "b"
        title = match[group]
        told = _STORY.search(text, max(0, match.start() - _BEFORE), match.start())
        if not told and not _is_chinese(title) and _english_title(title):
            start, end = match.span(group)
            title = title.rstrip(" ,.;")
            end = start + len(title)
            yield PolicyMention(start, end, "title", title, kind=_kind_en(title), formal=True)


def books(text: str, resolver: PolicyResolver) -> Iterator[tuple[int, int]]:
    """Where titles of books stand, which may look like a document's or contain the name of one."""
    for match in _BOOK.finditer(text):
        if _BOOK_FACTS.match(text, match.end()) and not resolver.by_name(match["title"]):
            yield match.span()


def _mention(start: int, end: int, title: str, resolver: PolicyResolver) -> PolicyMention | None:
    known = resolver.by_name(title)
    if not _is_chinese(title):
        kind = _kind_en(title)
        if known or (kind and _english_title(title)):
            return PolicyMention(start, end, "title", title, policies=known, kind=kind, formal=True)
        return None
    if title in KINDS_ZH:
        return None  # a short form that points back
    kind = kind_of_title_zh(title)
    if not known and (kind is None or _JOURNAL.search(title) or _NO_LAW.search(title)):
        return None
    if not known and kind == "report" and not _REPORTS.search(title):
        return None
    return PolicyMention(start, end, "title", title, policies=known, kind=kind, formal=True)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _kind_en(title: str) -> str | None:
    return next((k for word in _HEAD.findall(title.lower()) if (k := kind_of_word(word))), None)


def _english_title(title: str) -> bool:
    """Whether a quoted string has the look of a title: a kind of document, capitals, no full stop inside."""
    words = _HEAD.findall(title)
    capitals = sum(1 for word in words if word[0].isupper() or len(word) < 4)
    heads = [i for i, word in enumerate(words) if word[0].isupper() and kind_of_word(word.lower())]
    if heads and any(word[0].islower() and len(word) > _SMALL for word in words[: heads[0]]):
        return False  # a sentence that names a document: "We follow the Opinions on …"
    return len(words) >= 3 and bool(heads) and capitals >= 0.7 * len(words) and not _NO_TITLE.search(title)
