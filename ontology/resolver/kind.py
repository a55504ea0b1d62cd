"""What sort of document a title or a description names: opinions, plan, law, …, in both languages."""

import re
from functools import cache

KINDS_EN: dict[str, str] = {
    "opinion": "opinions",
    "view": "opinions",
    "guideline": "opinions",
    "guidance": "opinions",
    "guide": "opinions",
    "plan": "plan",
    "programme": "plan",
    "program": "plan",
    "outline": "plan",
    "scheme": "plan",
    "blueprint": "plan",
    "roadmap": "plan",
    "vision": "plan",
    "masterplan": "plan",
    "campaign": "plan",
    "fyp": "plan",
    "strategy": "strategy",
    "initiative": "strategy",
    "drive": "strategy",
    "policy": "measures",
    "package": "measures",
    "measure": "measures",
    "article": "measures",
    "point": "measures",
    "step": "measures",
    "notice": "notice",
    "circular": "notice",
    "decision": "decision",
    "resolution": "decision",
    "reply": "reply",
    "approval": "reply",
    "law": "law",
    "act": "law",
    "statute": "law",
    "regulation": "regulation",
    "ordinance": "regulation",
    "rule": "regulation",
    "provision": "regulation",
    "proposal": "proposals",
    "recommendation": "proposals",
    "suggestion": "proposals",
    "speech": "speech",
    "address": "speech",
    "report": "report",
    "list": "list",
    "project": "project",
    "pilot": "project",
    "agreement": "agreement",
    "memorandum": "agreement",
    "communique": "agreement",
    "document": "document",
    "paper": "document",
    "file": "document",
    "directive": "document",
    "order": "order",
    "decree": "order",
}
KINDS_ZH: dict[str, str] = {
    "指导意见": "opinions",
    "实施意见": "opinions",
    "若干意见": "opinions",
    "意见": "opinions",
    "规划纲要": "plan",
    "规划": "plan",
    "方案": "plan",
    "计划": "plan",
    "纲要": "plan",
    "行动": "plan",
    "蓝图": "plan",
    "战略": "strategy",
    "倡议": "strategy",
    "若干措施": "measures",
    "措施": "measures",
    "举措": "measures",
    "政策": "measures",
    "条": "measures",
    "通知": "notice",
    "通告": "notice",
    "决定": "decision",
    "决议": "decision",
    "批复": "reply",
    "复函": "reply",
    "法": "law",
    "条例": "regulation",
    "规定": "regulation",
    "办法": "regulation",
    "细则": "regulation",
    "规则": "regulation",
    "建议": "proposals",
    "讲话": "speech",
    "报告": "report",
    "名单": "list",
    "目录": "list",
    "清单": "list",
    "工程": "project",
    "试点": "project",
    "协议": "agreement",
    "协议书": "agreement",
    "协定": "agreement",
    "备忘录": "agreement",
    "公报": "agreement",
    "文件": "document",
    "令": "order",
}
# Kinds that one text may use for the other: a plan is issued by notice, approved by reply.
_LIKE: dict[str, frozenset[str]] = {
    "opinions": frozenset({"measures", "decision", "notice"}),
    "measures": frozenset({"opinions", "notice", "regulation", "decision"}),
    "plan": frozenset({"strategy", "project", "reply", "notice", "measures"}),
    "strategy": frozenset({"plan", "project"}),
    "project": frozenset({"plan", "strategy"}),
    "notice": frozenset({"opinions", "plan", "measures", "regulation", "decision"}),
    "regulation": frozenset({"measures", "notice"}),
    "reply": frozenset({"plan", "project", "opinions"}),
    "decision": frozenset({"opinions", "notice", "measures"}),
    "document": frozenset(
        {"opinions", "plan", "notice", "decision", "measures", "regulation", "reply", "proposals"}
    ),
    "order": frozenset({"law", "regulation"}),
}
_SUBJECT = re.compile(r"\s(?:of|on|for|to|concerning|regarding|about|in)\s")
_LETTERS = re.compile(r"[a-z]+")
_ORDERED_ZH = "|".join(sorted(KINDS_ZH, key=len, reverse=True))


def kind_of_word(word: str) -> str | None:
    """The kind that a lower-case English noun in singular or plural stands for."""
    return KINDS_EN.get(word) or KINDS_EN.get(_singular(word))


def kind_of_title_en(title: str) -> str | None:
    """The kind by the last such word before "of", "on" or the like, or by the first after it."""
    head, _, rest = _SUBJECT.sub("|", title.lower(), count=1).partition("|")
    before = [kind for word in _LETTERS.findall(head) if (kind := kind_of_word(word))]
    after = [kind for word in _LETTERS.findall(rest) if (kind := kind_of_word(word))]
    return before[-1] if before else after[0] if after else None


def kinds_like(kind: str) -> frozenset[str]:
    """Other kinds that the same document may be called by."""
    return _LIKE.get(kind, frozenset())


@cache
def head_pattern_zh() -> re.Pattern[str]:
    """Any Chinese word for a kind of document."""
    return re.compile(_ORDERED_ZH)


def kind_of_title_zh(title: str) -> str | None:
    """The kind by the last characters of a Chinese title."""
    core = re.sub(r"[（(][^（）()]*[)）]$|[》〉”」\s]+$", "", title)
    match = re.search(rf"(?:{_ORDERED_ZH})(?:\d\.\d版)?$", core)
    return KINDS_ZH[match.group()] if match and match.group() in KINDS_ZH else None


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word
