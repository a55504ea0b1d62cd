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

Voice = Literal["research", "official", "directive"]
"""Who speaks: an expert, an authority or one who tells of it, or (in Chinese) a policy itself."""

_ADVISING = words(
    """
    recommend suggest advise advocate argue propose believe proposal advice recommendation suggestion remedy
    answer conclusion lesson think favor favour prefer quote idea solution room challenge
    """
)
_ORDERING = words(
    """
    ask require call urge order oblige need request demand want expect hope propose encourage instruct direct
    mandate
    """
)
_BINDING = words("order oblige instruct direct mandate")
_HOPING = words("hope want expect propose encourage")
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
    r"\b(?:government|council|committee|commission|ministry|ministries|bureau|province|city|authorities|company)\b",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r"\b(?:officials?|leaders?|leadership|premier|president|governor|minister|mayor|regulators?)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|argue[sd]?|suggest(?:s|ed)|noted|notes|wrote|writes)\b(?P<who>.*)", re.DOTALL
)
_LINK = re.compile(r"[,;:]?\s*(?:and|or|as well as|but)?\s*(?:also|then|thus|finally)?\s*(?:to)?\s*")


def voice(text: str, language: str) -> Voice:
    """Whether a text speaks as research does: by the words for authors and studies in its beginning."""
    pattern = _ZH_RESEARCH if language == "zh" else _RESEARCH
    found = pattern.findall(text[:_BEGINNING])
    telling = _TELLING.search(text[:_BEGINNING]) if language == "en" else None
    if (
        language == "zh"
        and _is_directive(text[:_BEGINNING])
        and "作者" not in found
        and "课题组" not in found
    ):
        return "directive"
    return "research" if telling or len(found) >= 2 else "official"


def _is_directive(text: str) -> bool:
    """Whether a Chinese text orders: by the words that enact it, or by the numbers of its headings."""
    return _ZH_DECREED.search(text) is not None or len(_ZH_HEADED.findall(text)) >= _HEADINGS


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
    said = _SAID.search(verb.doc[verb.i : verb.sent.end].text)
    if _RESEARCH.search(before) or (said and _RESEARCH.search(said["who"])):
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
    own = lemma(verb)
    if not _RESEARCH.search(name) and (own in _BINDING or (own not in _HOPING and _LEADER.search(name))):
        return "planned"
    return "planned" if _POLICY.search(name) or _AUTHORITY.search(name) else "proposed"


def _told_in_past(token: "Token") -> bool:
    return any(word.tag_ == "VBD" for word in token.doc[token.sent.start : token.i])


def _finite(verb: "Token", first: "Token", own: set[str], speaker: Voice) -> Standing:
    tags = {verb.tag_, first.tag_}
    before = {word.lower_ for word in verb.doc[verb.sent.start : verb.i]}
    if (own & {"is", "are", "been"} and "VBG" in tags) or "being" in own:
        return "under-way"
    if own & {"has", "have", "had", "was", "were", "been", "did"} or tags & {"VBD", "VBN"}:
        return "done"
    if first.dep_ == "ccomp" and not tags - {"VB", "VBP"} and lemma(first.head) in _ADVISING | _ORDERING:
        return _subjunctive(first.head, speaker)
    if _is_imperative(verb, first):
        return _demanded(verb, speaker)
    if lemma(verb) in _PUNCTUAL:
        return "done"
    if before & {"should", "must", "would"}:
        return _wish(verb, speaker)
    if before & {"will", "plans", "intends", "aims", "wants"}:
        return "planned"
    return "under-way"


def _subjunctive(asking: "Token", speaker: Voice) -> Standing:
    """What is recommended or demanded "that Hunan establish"."""
    return "proposed" if lemma(asking) in _ADVISING else _asked(asking, speaker)


def _is_imperative(verb: "Token", first: "Token") -> bool:
    """Whether a verb opens a sentence or an item of a list and has no subject."""
    if {verb.tag_, first.tag_} - {"VB", "VBP"} or any(child.dep_ == "nsubj" for child in first.children):
        return False
    before = verb.doc[verb.sent.start : first.i]
    return all(not word.is_alpha for word in before) or ":" in before.text


def _demanded(verb: "Token", speaker: Voice) -> Standing:
    """What an imperative asks for: proposed where an expert speaks or the sentence advises."""
    before = verb.doc[verb.sent.start : verb.i]
    if any(lemma(word) in _ADVISING for word in before):
        return "planned" if _POLICY.search(before.text) and not _RESEARCH.search(before.text) else "proposed"
    return _wish(verb, speaker)


_ZH_RESEARCH = re.compile(
    "作者|课题组|论文|(?<!基础)(?<!科学)(?<!应用)研究(?!制定|开发|中心|出台|部署|决定|院|所|生|推)|(?<!工作)(?<!大)报告|专家|学者|教授|院士"
    "|(?<!规划)建议(?!》)|主张"
)
_ZH_LINK = re.compile("[，、；]?(?:以及|和|及|并且|并|还|又|同时|从而|以)?(?:要|应)?")
_ZH_DONE = re.compile("已经?|近日|此前|(?<!未)曾|当天")
_ZH_PERHAPS_DONE = re.compile("先后|成功|当年|率先")
_ZH_LE = re.compile("(?<![为除罢])了(?![解望得如结不])")
_ZH_WILL = re.compile("将|(?<![虚模])拟|计划|力争|争取|准备(?!金)")
_ZH_WISH = re.compile(
    "(?<![重主必首摘])要(?![素闻道点])|(?<![供适响相效反对])应(?![用急付届邀变])|必要|须|需(?!求)"
    "|(?<![适便事])宜(?![居昌宾春兴])|建议|主张|呼吁|对策|提出|方向|办法"
)
_ZH_PLAN = re.compile(
    "规划|方案|计划|任务|目标|到20\\d\\d年|要求|强调|部署|决定(?!性)|旨在|目的(?!地)|下一步|今后"
    "|20\\d\\d年(?:\\d{1,2}月(?:\\d{1,2}日)?)?(?:年?底|末)?(?:之前|以前|前(?!后))"
)
_ZH_ADVISED = re.compile("(?<!会议)认为|(?<!规划)(?<!的)建议|呼吁|主张|专家|学者|教授|研究员|课题组|作者")
_ZH_ORDERED = re.compile("文件|规划|国务院|省委|省政府|中央|会议")
_ZH_IF = re.compile("如果|假如|倘若|一旦|(?:^|，)若")
_ZH_ITEM = re.compile("[一二三四五六七八九十]是|第[一二三四五六七八九十]，")
_ZH_YEAR = re.compile("[12]\\d{3}年")
_ZH_TOLD = re.compile("年以来|去年|今年以来|近年来|累计|同比|目前")
_ZH_HEADED = re.compile(
    r"^[ \t\u3000]*(?:#+ )?(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十百]{1,4}[条章节]|[（(]?\d{1,2}(?:[）)、．]|[.](?!\d)))",
    re.MULTILINE,
)
_ZH_DECREED = re.compile("现提出(?:如下|以下)|通知如下|制定本(?:条例|办法|规定|意见|方案)|现就.{2,60}提出")
_ZH_LOOKING_BACK = re.compile("回顾|成效|成绩|成就|进展|现状|基本情况")
_HEADINGS, _HEADING = 3, 30
"""Numbered headings that make a text a document, and characters of the longest heading."""


def chinese_standing(text: str, start: int, end: int, speaker: Voice) -> Standing:
    """The standing of the Chinese measure `[start, end)` of `text`."""
    near = text[max(0, start - 600) : start]
    before = re.sub("《[^》]*》", "", re.split("[。！？\\n]", near)[-1])
    lead = re.split("[，；、]", before)[-1]
    asked = _ZH_WILL.search(lead) or _ZH_WISH.search(lead)
    if _ZH_IF.search(before.removesuffix(lead)[-40:] + lead) and not asked:
        return "proposed"
    if (
        _ZH_LE.search(text[start:end])
        or _ZH_DONE.search(lead)
        or (not asked and _ZH_PERHAPS_DONE.search(lead))
    ):
        return "done"
    if "正在" in before or re.search("持续|一直|不断", lead):
        return "under-way"
    if _ZH_WILL.search(lead):
        return "planned"
    # "First, …; second, …" hangs on the sentence that announces it.
    announced = near.rsplit("\n", 1)[-1] if _ZH_ITEM.search(before) else before
    if _ZH_WISH.search(announced):
        advised = speaker == "research" or _ZH_ADVISED.search(announced)
        return "proposed" if advised and not _ZH_ORDERED.search(before) else "planned"
    if _ZH_PLAN.search(before):
        return "planned"
    return _without_cue(near, before, speaker)


def _without_cue(near: str, before: str, speaker: Voice) -> Standing:
    """A bare verb: told as done, unless the paragraph sets out a plan or the document orders."""
    paragraph = near.rsplit("\n", 1)[-1]
    told = _ZH_YEAR.search(before) or _ZH_TOLD.search(before)
    if not told and speaker == "directive":
        headings = [line for line in near.split("\n")[:-1] if _ZH_HEADED.match(line)]
        return "done" if headings and _ZH_LOOKING_BACK.search(headings[-1][:_HEADING]) else "planned"
    if told or not re.search("规划|方案|计划|要|将", paragraph):
        return "done"
    return "planned"
