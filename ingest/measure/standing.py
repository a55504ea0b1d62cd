"""Whether a measure is proposed, planned, under way or done: by modal, tense, governing word and speaker."""

import re
from typing import TYPE_CHECKING

from ingest.measure.words import words
from ontology.article import Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

_PROPOSING = words(
    """
    propose recommend suggest advise advocate argue call urge ask need want believe hold remedy proposal
    advice recommendation suggestion answer conclusion lesson necessary important essential vital better
    require demand think expect
    """
)
_PLANNING = words(
    """
    plan aim intend hope decide vow pledge promise commit prepare goal target objective task purpose
    strategy program programme project order mean design seek set agree undertake scheme blueprint
    """
)
_ONGOING = words(
    """
    try work continue keep start begin help serve strive go seek effort
    """
)
_FINISHED = words(
    """
    choose manage help serve make use lead allow enable let
    """
)
_OBLIGATION = frozenset(("should", "must", "need", "ought", "would", "could", "may", "can", "might"))
_WILL = frozenset(("will", "shall", "'ll"))
_RESEARCH = re.compile(
    r"\b(?:authors?|researchers?|study|paper|report|article|experts?|scholars?|economists?|analysts?|professor|"
    r"DRC|Development Research Center|World Bank|academicians?)\b"
)
_POLICY = re.compile(
    r"\b(?:plans?|Plan|Opinions?|circular|Circular|notice|Notice|guidelines?|Guidelines?|Law|regulations?|"
    r"Regulations?|Outline|programme|decision|Decision|blueprint|State Council|document|Measures|Program)\b"
)


def english_standing(verb: "Token") -> Standing:
    """The standing of the measure that begins with `verb`."""
    first = _first_conjunct(verb)
    own = _auxiliaries(verb) or _auxiliaries(first)
    governor = first.head if first.dep_ in ("xcomp", "acl", "advcl", "ccomp", "relcl", "pcomp") else None
    if own & _WILL:
        return "planned"
    if own & _OBLIGATION:
        return _wish(verb)
    if "to" in own:
        return _infinitive(first, governor)
    return _finite(verb, first, own)


def _first_conjunct(token: "Token") -> "Token":
    for _ in range(12):
        if token.dep_ != "conj" or _auxiliaries(token):
            break
        token = token.head
    return token


def _auxiliaries(token: "Token") -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}


def _wish(verb: "Token") -> Standing:
    """What somebody should do: an order where a policy speaks, otherwise a proposal."""
    before = verb.doc[verb.sent.start : verb.i].text
    return "planned" if _POLICY.search(before) and not _RESEARCH.search(before) else "proposed"


def _infinitive(first: "Token", governor: "Token | None") -> Standing:
    """What "to do" hangs on: a plan, a proposal, an attempt that goes on or one that is over."""
    word = governor if governor is not None else first.head
    lemma = word.lemma_.lower()
    past = word.tag_ in ("VBD", "VBN") or _auxiliaries(word) & {"had", "was", "were"}
    if _auxiliaries(word) & _OBLIGATION:
        return _wish(first)
    if lemma in _PROPOSING:
        return _wish(first)
    if lemma in _PLANNING or _auxiliaries(word) & _WILL or lemma == "be":
        return "planned"
    if lemma in _ONGOING and not past:
        return "under-way"
    if past and lemma in _FINISHED | _ONGOING:
        return "done" if lemma in _FINISHED else "under-way"
    return "planned"


def _finite(verb: "Token", first: "Token", own: set[str]) -> Standing:
    tags = {verb.tag_, first.tag_}
    if own & {"is", "are", "being"} and "VBG" in tags:
        return "under-way"
    if own & {"has", "have", "had", "was", "were", "been"} or tags & {"VBD", "VBN"}:
        return "done"
    return "under-way" if tags & {"VBZ", "VBP", "VBG"} else "planned"


_ZH_DONE = re.compile(
    r"(?:已经?|先后|近日|此前|曾|成功|当天|当年|[12]\d{3}年(?:\d+月)?(?:\d+日)?，?[^，。；]{0,12})$"
)
_ZH_ONGOING = re.compile(r"正在|正|持续|一直|不断|继续|着力于")
_ZH_PLANNED = re.compile(
    r"将|拟|计划|决定|提出|目标|规划|方案|任务|力争|争取|下一步|到20\d\d年|要求|强调|部署|包括|旨在|目的"
)
_ZH_PROPOSED = re.compile(r"建议|主张|应|必须|需要|须|对策|方向|认为|要|课题组|作者|报告")
_ZH_RESEARCH = re.compile(r"建议|主张|认为|对策|课题组|作者|研究中心|报告|论文|专家|学者|教授")


def chinese_standing(text: str, start: int, end: int) -> Standing:
    """The standing of the Chinese measure `[start, end)` of `text`."""
    sentence = max(text.rfind(mark, max(0, start - 600), start) for mark in "。！？\n") + 1
    sentence = max(sentence, start - 600, 0)
    before, inside = text[sentence:start], text[start:end]
    lead = re.split("[，；]", before)[-1]
    if "了" in inside or re.search("已经?$", lead) or re.search(r"已[^，。]{0,4}$", lead):
        return "done"
    if _ZH_ONGOING.search(lead):
        return "under-way"
    if re.search("将|拟|计划", lead):
        return "planned"
    if _ZH_RESEARCH.search(before):
        return "proposed"
    if _ZH_PLANNED.search(before):
        return "planned"
    if _ZH_PROPOSED.search(before):
        return "proposed"
    return "done" if _ZH_DONE.search(before) or re.search(r"[12]\d{3}年", before) else "under-way"
