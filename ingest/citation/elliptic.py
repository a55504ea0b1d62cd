"""Mentions that leave out the name: "the 2009 Opinions", "its own 12th Five-Year Plan"."""

import re
from dataclasses import replace

from ingest.citation.context import TextContext, last_date, read_days, read_months
from ingest.citation.linked import LinkedMention
from ingest.citation.mention import PolicyMention
from ontology.article import CitationStatus
from ontology.resolver import Evidence, PolicyResolver
from ontology.resolver.evidence import read_count
from ontology.resolver.kind import kinds_like

_SUBJECT_REACH, _SUBJECT_SHARE, _SUBJECT_MARGIN = 400, 0.25, 0.15
_LOCAL = re.compile(
    r"(?:\b(?:its|their)\s+own|\b(?:province|region|city|municipality)['’]s(?:\s+own)?|\bprovincial|\bmunicipal)\s+$"
    r"|(?:本省|我省|全省|该省|省里|本市|我市|本区|我区|自治区|自身|自己)的?[“\"]?$"
)
_LOCAL_REACH = 30
_LOCAL_KINDS = frozenset({"regulation", "report"})
_POSSESSIVE = re.compile(r"['’]s?\s+$")
_OWNED = re.compile(r"(?:(?<=[\u4e00-\u9fff])的?[“\"]?|['’]s?\s+)$")
_NATIONAL = re.compile(r"《?(?:全国|国家|中国|中华人民共和国|国务院|中共中央)")
# What makes a five-year plan another one than the nation's: 能源“十四五”规划, 教育部“十四五”规划.
_SECTOR = re.compile(
    r"(?:(?<!全)[部委局厅]|行业|产业|事业|工业|农业|林业|旅游业?|服务业|教育|科技|卫生|健康|文化|体育"
    r"|水利|交通|运输|物流|能源|电力|环境|环保|住房|商务|民政|人才|就业|养老|金融|信息化|城镇化|(?<!社会)发展|建设|保护|体系)+"
    r"的?$"
)
_SECTOR_EN = re.compile(
    r"(?:\b[Tt]he\s+(?P<lower>(?:[a-z-]+\s+){0,2})|(?P<upper>\b(?:[A-Z][a-z]+\s+){0,3}))(?P<who>(?i:education|energy|power|transport(?:ation)?|logistics|agriculture|forestry|tourism"
    r"|health(?:care)?|culture|sports?|housing|finance|banking|trade|commerce|science|industry|sector|ministry"
    r"|department|bureau|commission))['’]s\s+$"
)
_BODY = re.compile(r"(?:集团|公司|企业|大学|学院|学校|中学|医院|银行|工厂|协会|研究院|研究所)的?$")
_FOR_SECTOR = re.compile(
    r"\s+for\s+(?:the\s+)?(?!(?:the|a|an|all|its|this|that|their|china|chinese|national|economic|economy|nation|country"
    r"|first|second|next|coming|period|years?|whole|instance|example|now|more|northeast\w*)\b)[a-z]{4,}",
)
_MOST_OF_A_DATE = 3


class EllipticLinker:
    """Resolves, within one text, mentions by year and kind and plans of a place that is only implied.

    `until` is the date of the text; `cited` are policies that it cites elsewhere: these are meant first.
    """

    def __init__(
        self, resolver: PolicyResolver, language: str, context: TextContext, until: str | None = None
    ) -> None:
        self._resolver = resolver
        self._language = language
        self._context = context
        self._until = until
        self.cited: frozenset[str] = frozenset()

    def of_a_place(self, mention: PolicyMention) -> bool:
        """Whether words before a plan's name say that a province's or city's plan is meant."""
        facts = self._resolver.facts[mention.policies[0]]
        if not facts.general or facts.local:
            return False
        if self._context.place_before(mention.start):
            return True
        return bool(_LOCAL.search(self._context.text, max(0, mention.start - _LOCAL_REACH), mention.start))

    def place_of_another(self, mention: PolicyMention) -> int | None:
        """Where a place begins that, right before a national name, tells another document.

        湖南省优化营商环境条例, "Shenyang's three-year action plan for SOE reform".
        """
        facts = self._resolver.facts[mention.policies[0]]
        text, start = self._context.text, mention.start
        kinds = _LOCAL_KINDS if text[start] == "《" else _LOCAL_KINDS | {"plan", "measures", "law"}
        if facts.local or mention.kind not in kinds or _NATIONAL.match(text, start):
            return None
        if self._language != "zh":
            own = _POSSESSIVE.search(text, max(0, start - 4), start)
            start = own.start() if own else start
        places = self._context.place_before(start)
        if not places or places & facts.places or (self._language != "zh" and start == mention.start):
            return None
        # English news calls the government of the nation Beijing.
        return None if self._language != "zh" and "beijing" in places else self._context.place_ends[start]

    def sector_before(self, mention: PolicyMention) -> int | None:
        """Where a sector or a department begins whose five-year plan is meant (能源“十四五”规划)."""
        before = self._before_general_plan(mention, _SECTOR if self._language == "zh" else _SECTOR_EN)
        if before is None:
            return None
        if self._language != "zh":
            return min(start for name in ("lower", "upper", "who") if (start := before.start(name)) >= 0)
        start = mention.start if len(before.group()) == 1 else before.start()
        return self._context.place_ends[start] if self._context.place_before(start) else start

    def of_a_body(self, mention: PolicyMention) -> bool:
        """Whether a plan with the name of a national one is that of a company or a university."""
        if self._before_general_plan(mention, _BODY) is not None:
            return True
        if mention.kind != "plan" or self._resolver.facts[mention.policies[0]].local:
            return False
        own = _OWNED.search(self._context.text, max(0, mention.start - 4), mention.start)
        return own is not None and self._resolver.follows_body(self._context.text, own.start())

    def sector_after(self, mention: PolicyMention) -> bool:
        """Whether "for energy development" after a five-year plan may tell another plan than the nation's."""
        if self._language == "zh" or not self._resolver.facts[mention.policies[0]].general:
            return False
        return _FOR_SECTOR.match(self._context.text, mention.end) is not None

    def _before_general_plan(self, mention: PolicyMention, pattern: re.Pattern[str]) -> re.Match[str] | None:
        facts = self._resolver.facts[mention.policies[0]]
        if not facts.general or facts.local:
            return None
        return pattern.search(self._context.text, max(0, mention.start - _LOCAL_REACH), mention.start)

    def local_plan(self, mention: PolicyMention, evidence: Evidence) -> LinkedMention:
        """The plan of that ordinal of the place last named before it, or an unregistered one."""
        left = max(0, mention.start - _SUBJECT_REACH)
        places = self._context.place_before(mention.start) or self._context.last_place(left, mention.start)
        ids = tuple(
            id_
            for id_, facts in self._resolver.facts.items()
            if facts.local and facts.general and facts.ordinal == evidence.ordinal
            if places & facts.named_places and mention.kind in facts.kinds
        )
        if len(ids) == 1:
            return LinkedMention(mention, "resolved", ids, 0.8)
        return LinkedMention(mention, "ambiguous" if ids else "unregistered", ids, 0.5)

    def by_year(self, mention: PolicyMention, evidence: Evidence) -> LinkedMention | None:
        """The policy of that year and kind whose name the text around says best; None if none does."""
        left, right = self._context.sentence(mention.start, mention.end)
        around = self._context.text[max(0, left - _SUBJECT_REACH) : right]
        subject = Evidence(kind=evidence.kind, years=evidence.years, until=evidence.until)
        fitting = [
            scored
            for scored in self._resolver.similar(around, self._language, subject)
            if self._resolver.facts[scored.id].year in evidence.years
            and mention.kind in self._resolver.facts[scored.id].kinds
        ]
        cited = [scored for scored in fitting if scored.id in self.cited]
        fitting = cited or [scored for scored in fitting if scored.share >= _SUBJECT_SHARE]
        if not fitting:
            return None
        best = max(scored.share for scored in fitting)
        level = [s.id for s in fitting if cited or s.share > best - _SUBJECT_MARGIN]
        months = read_months(self._context.text[mention.start : mention.end])
        level = [id_ for id_ in level if self._resolver.facts[id_].month in months] or level
        return LinkedMention(mention, "resolved" if len(level) == 1 else "ambiguous", tuple(level), 0.75)

    def about(self, ids: tuple[str, ...], mention: PolicyMention) -> tuple[str, ...]:
        """Those of the policies that the text around the mention is about; empty if it does not say."""
        left, right = self._context.sentence(mention.start, mention.end)
        around = self._context.text[left : mention.start] + " " + self._context.text[mention.end : right]
        said = Evidence(count=read_count(around), until=self._until)
        fitting = [
            scored
            for scored in self._resolver.similar(around, self._language, said, ids)
            if scored.id in ids and scored.share >= _SUBJECT_SHARE
        ]
        counted = [s for s in fitting if said.count and said.count in self._resolver.facts[s.id].counts]
        best = max((scored.share for scored in counted or fitting), default=0.0)
        return tuple(s.id for s in counted or fitting if s.share > best - _SUBJECT_MARGIN)

    def by_date(self, mention: PolicyMention, until: str | None) -> LinkedMention | None:
        """What a body that the sentence names issued on the day, or in the month, that is said."""
        end = max((mention.end, *mention.loose_ends))
        said = self._context.text[mention.start : end]
        months, days = read_months(said), read_days(said)
        if not months or mention.kind is None:
            return None
        left, right = self._context.sentence(mention.start, end)
        sentence = self._context.text[left:right]
        kinds = {mention.kind} | kinds_like(mention.kind)
        evidence = Evidence(
            places=self._context.places(left, right) & self._context.places(mention.start, end)
        )
        fitting = [
            id_
            for id_, facts in self._resolver.facts.items()
            if facts.month in months
            and facts.kinds & kinds
            and not facts.local
            and facts.policy.kind != "strategy"
            if self._resolver.admits(id_, evidence) and (not until or facts.month <= until)
            if (not days or facts.policy.date in days) and self._resolver.issued_by(id_, sentence)
        ]
        if not fitting or len(fitting) > _MOST_OF_A_DATE:
            return None
        end = max(mention.end, mention.start + last_date(said))
        whole = replace(mention, end=end, title=self._context.text[mention.start : end])
        status: CitationStatus = "resolved" if len(fitting) == 1 else "ambiguous"
        return LinkedMention(whole, status, tuple(fitting), 0.7)
