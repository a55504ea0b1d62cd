"""Decides what a mention means: one policy, several that fit, or a document the register lacks."""

import re
from dataclasses import replace

from ingest.citation.context import TextContext
from ingest.citation.elliptic import EllipticLinker
from ingest.citation.linked import LinkedMention
from ingest.citation.mention import PolicyMention
from ingest.citation.shrink import shrink
from ontology.article import CitationStatus
from ontology.resolver import Evidence, PolicyResolver, Scored
from ontology.resolver.facts import bag
from ontology.resolver.kind import kinds_like
from ontology.resolver.term import chinese_core, chinese_terms

# A description names nothing by itself: it must fit well, and with words that tell. Formal titles may differ
# in wording (another translation), but a title with words of its own is another document.
_DESCRIBED, _TITLED, _NAMED = 0.72, 0.66, 0.80
_LEAST_WEIGHT = 3.4
_SAME_SUBJECT, _PERIOD_MARGIN = 0.78, 0.32
_LEAST_WEIGHT_ZH = 7.0
# Words for documents that as often mean no document.
_LOOSE_KINDS = frozenset({"measures", "project", "list", "report", "document"})
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE = 2.0  # what a year, an ordinal or a count weighs against words
_SHORT_ZH, _STRANGE = 8, 0.16
_SUBJECT = re.compile(r"\s+(?:on|for|concerning|regarding|about)\s")
_OWN = re.compile(r"own\s")
_LOOSE_HEADS = frozenset({"guidance", "guide", "view", "views", "scheme", "schemes", "drive"})
_NAME = re.compile(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)*")
_SUBJECT_BEFORE = re.compile(
    r"(?:关于|[对在将把])?(?P<first>[\u4e00-\u9fff]{2,4}?)(?P<shared>行业|产业|企业|领域|地区)[、和与及]$"
)
_SUBJECT_REACH = 12
_PLAN_FRAME = re.compile(
    r"第?[一二三四五六七八九十]{1,3}(?:个五年|五)|时期|(?:规划纲要|规划|纲要|计划|(?:实施|行动)?方案)$"
)
_SUBJECT_ZH = 4
_CERTAIN = 0.97


class Linker:
    """Resolves mentions of one text in one language."""

    def __init__(
        self, resolver: PolicyResolver, language: str, context: TextContext, date: str | None
    ) -> None:
        self._resolver = resolver
        self._language = language
        self._context = context
        self._date = date
        self._elliptic = EllipticLinker(resolver, language, context, date)

    def take_note(self, cited: frozenset[str]) -> None:
        """The policies cited elsewhere in the text, which elliptic mentions are likelier to mean."""
        self._elliptic.cited = cited

    def link(self, mention: PolicyMention) -> LinkedMention | None:
        """The mention resolved; None where it is no citation after all."""
        if mention.numbers:
            return self._by_number(mention)
        if mention.policies:
            return self._by_name(mention)
        if mention.by == "reference":
            return self._elliptic.by_year(mention, replace(self.evidence(mention), count=None))
        return self._by_likeness(mention)

    def evidence(self, mention: PolicyMention, end: int | None = None) -> Evidence:
        """What the mention and its surroundings say of the document."""
        stop = end or mention.end
        said = mention.said or self._context.text[mention.start : stop]
        return self._context.evidence(mention.start, stop, said, mention.kind, self._date)

    def _by_number(self, mention: PolicyMention) -> LinkedMention:
        found = [ids for number in mention.numbers if (ids := self._resolver.by_number(number))]
        exact = any(number.exact for number in mention.numbers)
        ids = tuple(dict.fromkeys(id_ for group in found for id_ in group))
        titled = self._titled(mention)
        if not ids:
            return self._unknown_number(mention, titled, exact)
        if titled and titled.policies and not set(titled.policies) & set(ids):
            return LinkedMention(mention, "ambiguous", (*ids, *titled.policies), 0.4)
        if len(ids) > 1 and titled and titled.policies:
            ids = tuple(id_ for id_ in ids if id_ in titled.policies) or ids
        if len(ids) > 1 and not exact:
            alias = self._resolver.by_name(self._context.text[mention.start : mention.end])
            ids = tuple(id_ for id_ in ids if id_ in alias) or ids
        if len(ids) > 1 or not exact:
            ids = self._narrowed(ids, mention)
        years = self.evidence(mention).years if not exact else frozenset()
        if years and not any(years & self._resolver.facts[id_].years for id_ in ids):
            return LinkedMention(mention, "unregistered", (), 0.6)
        if not exact:
            about = self._elliptic.about(ids, mention)
            ids = about if len(about) == 1 else ids
            if not about and not any(number.code or number.year for number in mention.numbers):
                # "Document No. 12" can be anybody's.
                return LinkedMention(mention, "ambiguous", ids, 0.4)
        if len(ids) == 1:
            return LinkedMention(mention, "resolved", ids, 0.99 if exact else 0.8)
        return LinkedMention(mention, "ambiguous", ids, 0.5)

    def _titled(self, mention: PolicyMention) -> LinkedMention | None:
        if mention.title is None or mention.by == "number":
            return None
        bare = replace(mention, numbers=(), formal=True)
        return self.link(bare)

    def _unknown_number(
        self, mention: PolicyMention, titled: LinkedMention | None, exact: bool
    ) -> LinkedMention:
        if titled and titled.status == "resolved" and titled.score >= _NAMED:
            facts = self._resolver.facts[titled.policies[0]]
            series = {number.code for number in facts.numbers}
            if not any(number.code in series for number in mention.numbers) and self._same_year(
                mention, facts.year
            ):
                return replace(titled, mention=mention)
            return LinkedMention(mention, "ambiguous", titled.policies, 0.4)
        return LinkedMention(mention, "unregistered", (), 0.9 if exact else 0.6)

    def _same_year(self, mention: PolicyMention, year: int | None) -> bool:
        return all(
            number.year is None or year is None or abs(number.year - year) <= 1 for number in mention.numbers
        )

    def _narrowed(self, ids: tuple[str, ...], mention: PolicyMention) -> tuple[str, ...]:
        evidence = replace(self.evidence(mention), kind=None, count=None)
        admitted = tuple(id_ for id_ in ids if self._resolver.admits(id_, evidence)) or ids
        if len(admitted) == 1:
            return admitted
        near = tuple(id_ for id_ in admitted if self._resolver.facts[id_].month in evidence.months)
        return near if len(near) == 1 else admitted

    def _by_name(self, mention: PolicyMention) -> LinkedMention | None:
        evidence = self.evidence(mention)
        ids = mention.policies
        if len(ids) > 1 or mention.context:
            ids = tuple(id_ for id_ in ids if self._resolver.admits(id_, replace(evidence, count=None)))
        if not ids:
            return self._of_another_year(mention, evidence)
        if len(ids) == 1 and self._elliptic.of_a_place(mention):
            return self._elliptic.local_plan(mention, evidence)
        if len(ids) == 1 and (of_another := self._of_another(mention)):
            return of_another
        if len(ids) == 1 and self._elliptic.of_a_body(mention):
            return None
        if mention.context:
            rivals = self._rivals(mention, ids, evidence)
            ids = tuple(dict.fromkeys((*ids, *rivals)))
        if len(ids) == 1:
            return LinkedMention(mention, "resolved", ids, 0.85 if mention.context else _CERTAIN)
        return LinkedMention(mention, "ambiguous", ids, 0.5)

    def _of_another_year(self, mention: PolicyMention, evidence: Evidence) -> LinkedMention | None:
        """What a name means whose owners are excluded, mostly by the year said beside it."""
        name = mention.title or ""
        for year in evidence.years:
            for whole in (f"{year} {name}", f"{name} of {year}", f"{name} for {year}", f"{year}年{name}"):
                ids = self._resolver.by_name(whole)
                if len(ids) == 1:
                    return LinkedMention(mention, "resolved", ids, 0.9)
        if mention.by == "title" or (evidence.years and mention.kind not in (None, "strategy")):
            return LinkedMention(mention, "unregistered", (), 0.5)
        return None

    def _of_another(self, mention: PolicyMention) -> LinkedMention | None:
        """What a national name means after a place or a sector that makes it another document's."""
        place = self._elliptic.place_of_another(mention)
        if place is not None:
            said = self._context.text[place : mention.end]
            return self._by_likeness(replace(mention, start=place, title=said, policies=(), formal=True))
        sector = self._elliptic.sector_before(mention)
        if sector is not None:
            said = self._context.text[sector : mention.end]
            return LinkedMention(replace(mention, start=sector, title=said), "unregistered", (), 0.5)
        if self._elliptic.sector_after(mention):
            return LinkedMention(mention, "ambiguous", mention.policies, 0.4)
        return None

    def _rivals(self, mention: PolicyMention, ids: tuple[str, ...], evidence: Evidence) -> tuple[str, ...]:
        """Plans of other periods that a name without one fits as well."""
        scored = self._resolver.similar(mention.title or "", self._language, evidence)
        return self._other_periods(ids[0], scored, evidence)

    def _other_periods(self, id_: str, scored: list[Scored], evidence: Evidence) -> tuple[str, ...]:
        best = self._resolver.facts[id_]
        if evidence.years or evidence.periods or evidence.ordinal or not best.periods:
            return ()
        level = next((s.score for s in scored if s.id == id_), 1.0)
        return tuple(
            s.id
            for s in scored
            if s.id != id_
            and s.cover >= _SAME_SUBJECT
            and s.score > level - _PERIOD_MARGIN
            and self._resolver.facts[s.id].periods
            and self._resolver.facts[s.id].local == best.local
            and self._resolver.facts[s.id].kinds & best.kinds
            and not self._resolver.facts[s.id].periods & best.periods
        )

    def _by_likeness(self, mention: PolicyMention) -> LinkedMention | None:
        exact = self._resolver.by_name(mention.title or "") if mention.formal else ()
        if len(exact) == 1 and self._resolver.admits(exact[0], self.evidence(mention)):
            return LinkedMention(mention, "resolved", exact, _CERTAIN)
        best: LinkedMention | None = None
        ends = mention.loose_ends if self._subject_follows(mention) else (mention.end, *mention.loose_ends)
        for end in dict.fromkeys(ends):
            linked = self._attempt(mention, end)
            if linked and (best is None or _better(linked, best)):
                best = linked
        if best and not mention.formal and best.status == "resolved":
            found = replace(best.mention, policies=best.policies)
            return None if self._elliptic.of_a_body(found) else self._with_other_subject(best)
        if best:
            return best
        if mention.formal:
            shortened = self._shortened(mention)
            return LinkedMention(
                mention, "ambiguous" if shortened else "unregistered", shortened, 0.4 if shortened else 0.6
            )
        return self._elliptic.by_date(mention, self._date)

    def _with_other_subject(self, linked: LinkedMention) -> LinkedMention:
        """Both policies of 钢铁行业、煤炭行业化解过剩产能的意见, which no document is called by."""
        text, mention = self._context.text, linked.mention
        before = _SUBJECT_BEFORE.search(text, max(0, mention.start - _SUBJECT_REACH), mention.start)
        own = before and re.compile(rf"[\u4e00-\u9fff]{{2,4}}?{before['shared']}").match(text, mention.start)
        if not before or not own or own.end() > mention.end:
            return linked
        said = before["first"] + before["shared"] + text[own.end() : mention.end]
        scored = self._resolver.similar(said, "zh", self.evidence(mention))
        other = self._resolver.resolve(scored, _DESCRIBED).policy
        if other is None or other in linked.policies:
            return linked
        both = replace(
            mention,
            start=before.start("first"),
            title=text[before.start("first") : mention.end],
        )
        return LinkedMention(both, "ambiguous", (other, *linked.policies), 0.5)

    def _shortened(self, mention: PolicyMention) -> tuple[str, ...]:
        """The one policy of that five-year plan whose name holds the subject of a Chinese title."""
        if not _HAN.search(mention.title or ""):
            return ()
        evidence = self.evidence(mention)
        subject = _PLAN_FRAME.sub("", chinese_core(mention.title or ""))
        if evidence.ordinal is None or len(subject) < _SUBJECT_ZH or not _HAN.search(subject):
            return ()
        fitting = tuple(
            id_
            for id_, facts in self._resolver.facts.items()
            if facts.ordinal == evidence.ordinal and self._of_kind(id_, mention.kind)
            if self._resolver.admits(id_, evidence)
            and any(_is_within(subject, chinese_core(n.text)) for n in facts.names if n.language == "zh")
        )
        return fitting if len(fitting) == 1 else ()

    def _subject_follows(self, mention: PolicyMention) -> bool:
        """Whether what the document is about stands after it, so that its first words alone mean nothing."""
        if mention.formal or not mention.loose_ends:
            return False
        return _SUBJECT.match(self._context.text, mention.end) is not None

    def _attempt(self, mention: PolicyMention, end: int) -> LinkedMention | None:
        title = mention.said or self._context.text[mention.start : end]
        evidence = self.evidence(mention, end)
        language = "zh" if _HAN.search(title) else "en"
        scored = self._resolver.similar(title, language, evidence)
        if scored and not mention.formal and language == "zh":
            mention = self._shrunk(mention, end, scored[0])
            title, evidence = mention.title or title, self.evidence(mention)
            scored = self._resolver.similar(title, language, evidence)
        enough = _DESCRIBED
        if mention.formal:
            scored = [s for s in scored if self._of_kind(s.id, mention.kind)]
        if mention.formal and scored:
            enough = _TITLED + self._strangeness(title, language, scored[0], evidence)
        resolution = self._resolver.resolve(scored, enough)
        if _OWN.match(title):
            scored = [s for s in scored if self._resolver.facts[s.id].local]
            resolution = self._resolver.resolve(scored, enough)
        if not resolution.policies or not self._tells(mention, title, scored, evidence):
            return None
        policies = resolution.policies
        if len(policies) == 1:
            policies += self._other_periods(policies[0], scored, evidence)
        whole = mention.formal and end == mention.end
        shrunk = mention if whole else self._shrunk(mention, end, scored[0])
        score = min(0.96, max(0.0, resolution.score - 0.1))
        status: CitationStatus = "resolved" if len(policies) == 1 else "ambiguous"
        return LinkedMention(shrunk, status, policies, score)

    def _of_kind(self, id_: str, kind: str | None) -> bool:
        """Whether a title of this kind can be the policy's: opinions are no plan; a notice may issue one."""
        kinds = self._resolver.facts[id_].kinds
        return kind is None or kind in kinds or bool(kinds & kinds_like(kind))

    def _strangeness(self, title: str, language: str, best: Scored, evidence: Evidence) -> float:
        """How much better a title must fit for its own words; a period or year that agrees excuses one."""
        if language == "zh":
            core = chinese_core(title)
            short = len(core) <= _SHORT_ZH and best.cover < _SAME_SUBJECT
            names = self._resolver.facts[best.id].names
            return 1.0 if short and not any(_is_within(core, chinese_core(n.text)) for n in names) else 0.0
        words = self._resolver.foreign(title, language, best.id)
        if evidence.years or evidence.periods:
            words -= 1
        return _STRANGE * min(2.0, max(0.0, words))

    def _tells(self, mention: PolicyMention, title: str, scored: list[Scored], evidence: Evidence) -> bool:
        """Whether a mention says enough: words that tell, or one that is a name or has a year or count."""
        best = scored[0]
        facts = self._resolver.facts[best.id]
        agreeing = (
            evidence.years,
            evidence.periods & facts.periods,
            evidence.ordinal,
            evidence.count in facts.counts,
        )
        if facts.general and len(best.shared) < 2 and not (evidence.ordinal or evidence.periods):
            return False  # "the Liaoning Outline of 2025": a place and a year name no five-year plan
        figures = sum(map(bool, agreeing))
        dated = figures > 0
        if _HAN.search(title):
            head = self._context.text[mention.head[0] : mention.end] if mention.head else ""
            own = chinese_terms(title.removesuffix(head))
            telling = sum(self._resolver.weight(t, "zh") for t in own if t in best.shared)
            return dated or telling >= _LEAST_WEIGHT_ZH
        if best.weight + _FIGURE * figures < _LEAST_WEIGHT:
            return False
        if mention.formal:
            return True
        head = self._context.text[mention.head[0] : mention.head[1]].lower() if mention.head else ""
        if (mention.kind in _LOOSE_KINDS or head in _LOOSE_HEADS) and not dated:
            return len(best.shared) > 2 and best.cover > _SAME_SUBJECT
        named = any(bag(word, "en") & best.shared for word in _NAME.findall(title))
        return len(best.shared) > 1 or dated or named

    def _shrunk(self, mention: PolicyMention, end: int, best: Scored) -> PolicyMention:
        """The mention without words at its ends that do not name the policy."""
        start, stop = shrink(self._context.text, mention, end, best.shared, self._language)
        return replace(mention, start=start, end=stop, title=self._context.text[start:stop])


def _better(new: LinkedMention, old: LinkedMention) -> bool:
    """A decided reading before an open one, then the better fit; a longer one must gain something."""
    if new.status != old.status:
        return new.status == "resolved" and new.score > _DESCRIBED
    return new.score > old.score + 0.02


def _is_within(short: str, long: str) -> bool:
    """Whether all characters of `short` stand in `long` in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)
