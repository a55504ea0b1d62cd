"""Whether a measure is proposed, planned, under way or done: by modal, tense, governing word and speaker.

What an expert recommends is proposed; what a policy, a plan or an authority sets out is planned. The same
"should" stands for both, so the voice of the text decides where the sentence does not.
"""

import re
from typing import TYPE_CHECKING, Literal

from ingest.measure.words import words
from ingest.parse import lemma
from ontology.article import Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

Voice = Literal["research", "official"]

_ADVISING = words(
    """
    recommend suggest advise advocate argue propose believe proposal advice recommendation suggestion remedy
    answer conclusion lesson think favor favour prefer quote idea solution room challenge
    """
)
_ORDERING = words("ask require call urge order oblige need request demand want expect hope propose encourage")
_ONGOING = words("try work continue keep start begin help serve strive go seek effort struggle proceed")
_ACCOMPLISHED = words(
    "choose manage work move help serve use lead allow enable let succeed proceed join first last"
)
_PUNCTUAL = words("issue release publish approve sign adopt launch announce open unveil promulgate pass")
_OBLIGATION = frozenset(("should", "must", "need", "ought", "would"))
_POSSIBLE = frozenset(("could", "may", "can", "might"))
_WILL = frozenset(("will", "shall", "'ll"))
_RESEARCH = re.compile(
    r"\b(?:authors?|researchers?|study|studies|paper|report|experts?|scholars?|economists?|analysts?|team|"
    r"professor|DRC|Development Research Center|World Bank|academicians?|journal|volume)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:the (?:authors?|paper|study|researchers)|of the DRC|research report|report no)\b", re.IGNORECASE
)
_BEGINNING = 3000
_POLICY = re.compile(
    r"\b(?:plans?|opinions?|circular|notice|guidelines?|law|regulations?|outline|decision|blueprint|scheme|"
    r"State Council|Central Committee|document|strategy|rules|zones?|conference|meeting)\b",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(?:government|Council|Committee|Commission|Ministry|province|city|authorities|company)\b"
)
_LINK = re.compile(r"[,;:]?\s*(?:and|or|as well as|but)?\s*(?:also|then|thus|finally)?\s*(?:to)?\s*")


def voice(text: str, language: str) -> Voice:
    """Whether a text speaks as research does: by the words for authors and studies in its beginning."""
    pattern = _ZH_RESEARCH if language == "zh" else _RESEARCH
    found = pattern.findall(text[:_BEGINNING])
    telling = _TELLING.search(text[:_BEGINNING]) if language == "en" else None
    return "research" if telling or len(found) >= 2 else "official"


def continues(between: str, language: str) -> bool:
    """Whether the words between two measures only link them, so that the second stands as the first does."""
    return len(between) <= 20 and bool((_ZH_LINK if language == "zh" else _LINK).fullmatch(between))


def english_standing(verb: "Token", speaker: Voice) -> Standing:
    """The standing of the measure that begins with `verb`."""
    first = _first_conjunct(verb)
    own = _auxiliaries(verb) or _auxiliaries(first)
    if own & _WILL:
        return "planned"
    if own & _POSSIBLE:
        return "proposed"
    if own & _OBLIGATION:
        return _wish(verb, speaker)
    if "to" in own:
        return _infinitive(first, speaker)
    return _finite(verb, first, own, speaker)


def _first_conjunct(token: "Token") -> "Token":
    for _ in range(12):
        if token.dep_ != "conj" or _auxiliaries(token):
            break
        token = token.head
    return token


def _auxiliaries(token: "Token") -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}


def _wish(verb: "Token", speaker: Voice) -> Standing:
    """What somebody should do: planned where a policy or an authority speaks, otherwise proposed."""
    before = verb.doc[verb.sent.start : verb.i].text
    if _RESEARCH.search(before):
        return "proposed"
    return "planned" if speaker == "official" or _POLICY.search(before) else "proposed"


def _infinitive(first: "Token", speaker: Voice) -> Standing:
    """What "to do" hangs on: a plan, a proposal, an attempt that goes on or one that is over."""
    word = first.head
    own, helpers = lemma(word), _auxiliaries(word)
    subject = next((lemma(child) for child in word.children if child.dep_ == "nsubj"), "")
    past = word.tag_ in ("VBD", "VBN") or bool(helpers & {"had", "was", "were"})
    if helpers & _WILL:
        return "planned"
    if own in _ADVISING or subject in _ADVISING:
        return "planned" if _POLICY.search(subject) else "proposed"
    if own in _ORDERING:
        return _asked(word, speaker)
    if helpers & _OBLIGATION or own == "be":
        return _wish(first, speaker)
    if past and own in _ACCOMPLISHED:
        return "done"
    if own in _ONGOING:
        return "under-way"
    if any(lemma(child) in ("first", "last") for child in word.children) and _told_in_past(first):
        return "done"
    return "proposed" if speaker == "research" and word.tag_[:1] in "VJI" and not past else "planned"


def _asked(verb: "Token", speaker: Voice) -> Standing:
    """Planned where those who ask can order, as authorities do; the voice decides where nobody is named."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ == "PRP":
        return "planned" if speaker == "official" else "proposed"
    name = verb.doc[subject.left_edge.i : subject.right_edge.i + 1].text
    return "planned" if _POLICY.search(name) or _AUTHORITY.search(name) else "proposed"


def _told_in_past(token: "Token") -> bool:
    return any(word.tag_ == "VBD" for word in token.doc[token.sent.start : token.i])


def _finite(verb: "Token", first: "Token", own: set[str], speaker: Voice) -> Standing:
    tags = {verb.tag_, first.tag_}
    before = {word.lower_ for word in verb.doc[verb.sent.start : verb.i]}
    if own & {"is", "are", "being"} and "VBG" in tags:
        return "under-way"
    if own & {"has", "have", "had", "was", "were", "been"} or tags & {"VBD", "VBN"}:
        return "done"
    if lemma(verb) in _PUNCTUAL:
        return "done"
    if before & {"should", "must", "would"}:
        return _wish(verb, speaker)
    if before & {"will", "plans", "intends", "aims", "wants"}:
        return "planned"
    return "under-way"


_ZH_RESEARCH = re.compile("作者|课题组|论文|研究|报告|专家|学者|教授|院士|建议|主张")
_ZH_LINK = re.compile("[，、；]?(?:以及|和|及|并且|并|还|又|同时|从而|以)?(?:要|应)?")
_ZH_DONE = re.compile("已经?|先后|近日|此前|曾|成功|当天|当年|率先")
_ZH_WILL = re.compile("将|拟|计划|力争|争取|准备")
_ZH_WISH = re.compile("要|应|须|需|宜|建议|主张|呼吁|对策|提出|方向|办法")
_ZH_PLAN = re.compile("规划|方案|计划|任务|目标|到20\\d\\d年|要求|强调|部署|决定|旨在|目的|下一步|今后")
_ZH_ITEM = re.compile("[一二三四五六七八九十]是|第[一二三四五六七八九十]，")
_ZH_YEAR = re.compile("[12]\\d{3}年")


def chinese_standing(text: str, start: int, end: int, speaker: Voice) -> Standing:
    """The standing of the Chinese measure `[start, end)` of `text`."""
    near = text[max(0, start - 600) : start]
    before = re.sub("《[^》]*》", "", re.split("[。！？\\n]", near)[-1])
    lead = re.split("[，；、]", before)[-1]
    if "了" in text[start:end] or _ZH_DONE.search(lead):
        return "done"
    if "正在" in before or re.search("持续|一直|不断", lead):
        return "under-way"
    if _ZH_WILL.search(lead):
        return "planned"
    # "First, …; second, …" hangs on the sentence that announces it.
    announced = near.rsplit("\n", 1)[-1] if _ZH_ITEM.search(before) else before
    if _ZH_WISH.search(announced):
        return (
            "proposed" if speaker == "research" and not re.search("文件|规划|国务院", before) else "planned"
        )
    if _ZH_PLAN.search(before):
        return "planned"
    return _without_cue(near, before)


def _without_cue(near: str, before: str) -> Standing:
    """A bare verb: told as done, unless the paragraph sets out a plan."""
    paragraph = near.rsplit("\n", 1)[-1]
    if _ZH_YEAR.search(before) or not re.search("规划|方案|计划|要|将", paragraph):
        return "done"
    return "planned"
