"""Reads the mentions of a text: a tagger proposes, the lists decide what is meant."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ingest.mention.body import body_end, zone_end
from ingest.mention.feature import FeatureExtractor
from ingest.mention.generic import full_name, generic_place, has_common_place, is_common_noun
from ingest.mention.industry import INDUSTRY, IndustryModel, Paragraph, industry_file
from ingest.mention.kind import MentionType, is_mention_type
from ingest.mention.lexicon import Lexicon, NameKey, name_key
from ingest.mention.link import Linker, Surroundings
from ingest.mention.listed import find_listed
from ingest.mention.provisional import provisional_id, provisional_label
from ingest.mention.shortform import Named, defined_after, implied_shorts, occurrences, without_announcement
from ingest.mention.tagger import PACKAGED, SequenceTagger, TaggedSpan, spans_within
from ingest.mention.token import Token, token_sequences
from ingest.mention.trim import trimmed
from ingest.parse import Block, parse
from ontology.article import Mention, MentionStatus
from ontology.knowledge import Knowledge
from ontology.matcher import NameMatch, NameMatcher, longest

_DEFINED_SCORE = 0.9
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


class _Span(NamedTuple):
    start: int
    end: int
    type: MentionType
    score: float


class MentionReader:
    """Reads texts with one set of lists. `models` is the folder of the taggers."""

    def __init__(
        self, knowledge: Knowledge, matcher: NameMatcher | None = None, models: Path = PACKAGED
    ) -> None:
        self.knowledge = knowledge
        self.matcher = matcher or NameMatcher(knowledge)
        self._models = models
        self._taggers: dict[str, SequenceTagger] = {}
        self._hidden: Collection[NameKey] = ()

    def hiding(self, hidden: Collection[NameKey], models: Path = PACKAGED) -> "MentionReader":
        """A reader that reads as if the lists lacked some names; to train and to measure."""
        reader = MentionReader(self.knowledge, self.matcher, models)
        reader._hidden = hidden
        reader._lexicon = self._lexicon.hiding(hidden)
        return reader

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.knowledge)

    @cached_property
    def _extractor(self) -> FeatureExtractor:
        return FeatureExtractor(self.knowledge, self._lexicon)

    def _tagger(self, language: str) -> SequenceTagger:
        if language not in self._taggers:
            self._taggers[language] = SequenceTagger(language, self._models)
        return self._taggers[language]

    @cached_property
    def _industries(self) -> IndustryModel:
        return IndustryModel.load(industry_file(self._models))

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self.knowledge, self._hidden)

    def read(self, text: str, language: str, blocks: Iterable[Block] | None = None) -> list[Mention]:
        """The mentions in `text`, in order, without overlap.

        `blocks` is the parse of an English text, made here where it is not given. In other languages than
        English and Chinese only list names are found.
        """
        if language not in ("en", "zh"):
            return find_listed(text, language, self.matcher, self.knowledge)
        matches = self._visible(self.matcher.candidates(text, language))
        if language == "en" and blocks is None:
            blocks = parse(text)
        spans = list(self._tagged(text, language, blocks, matches))
        return self._linked(text, language, spans, matches)

    def features(
        self, text: str, language: str, blocks: Iterable[Block] | None
    ) -> Iterator[tuple[list[Token], list[list[str]]]]:
        """The tokens and their features, sequence by sequence: what the tagger is trained on."""
        matches = self._visible(self.matcher.candidates(text, language))
        for tokens, features, _ in self._sequences(text, language, blocks, matches):
            yield tokens, features

    def paragraphs(self, text: str, blocks: Sequence[Block]) -> Iterator[Paragraph]:
        """The paragraphs of an English text: what the model of industries is trained on."""
        matches = self._visible(self.matcher.candidates(text, "en"))
        tagger = self._tagger("en")
        for tokens, features, inside in self._sequences(text, "en", blocks, matches):
            yield Paragraph(tokens, tagger.chances(features), inside)

    def _visible(self, matches: list[NameMatch]) -> list[NameMatch]:
        if self._hidden:
            matches = [m for m in matches if m.context or name_key(m.type, m.text) not in self._hidden]
        return sorted(matches, key=lambda match: match.start)

    def _sequences(
        self, text: str, language: str, blocks: Iterable[Block] | None, matches: list[NameMatch]
    ) -> Iterator[tuple[list[Token], list[list[str]], list[NameMatch]]]:
        starts = [match.start for match in matches]
        for tokens in token_sequences(text, blocks):
            inside = matches[bisect_left(starts, tokens[0].start) : bisect_left(starts, tokens[-1].end)]
            yield tokens, self._extractor.extract(tokens, inside, chinese=language == "zh"), inside

    def _tagged(
        self, text: str, language: str, blocks: Iterable[Block] | None, matches: list[NameMatch]
    ) -> Iterator[_Span]:
        for tokens, features, inside in self._sequences(text, language, blocks, matches):
            for span in self._spans(language, tokens, features, inside):
                if is_mention_type(span.type):
                    whole = trimmed(text, tokens[span.first].start, tokens[span.last].end)
                    if whole is not None:
                        yield _span(text, language, *whole, span.type, span.score)

    def _spans(
        self, language: str, tokens: list[Token], features: list[list[str]], matches: list[NameMatch]
    ) -> list[TaggedSpan]:
        tagger = self._tagger(language)
        if language == "zh":
            return tagger.tag(features)
        chances = tagger.chances(features)
        others = [s for s in spans_within(chances, tagger.outside_weight) if s.type != INDUSTRY]
        industries = self._industries.read(Paragraph(tokens, chances, matches))
        return sorted([*others, *industries], key=lambda span: span.first)

    def _linked(
        self,
        text: str,
        language: str,
        spans: list[_Span],
        matches: list[NameMatch],
    ) -> list[Mention]:
        about = Surroundings(matches)
        starts = [match.start for match in matches]
        widest = max((match.end - match.start for match in matches), default=0)
        implied: dict[tuple[MentionType, str], Named] = {}
        defined: dict[str, tuple[int, Named]] = {}
        mentions: list[Mention] = []
        for span in spans:
            over = matches[bisect_right(starts, span.start - widest) : bisect_left(starts, span.end)]
            if language == "zh":
                span = _whole(span, over)
            place = generic_place(text[span.start : span.end], mentions, self.knowledge.regions)
            named = place or self._named(text, language, span, over, about, implied)
            if not named.listed and _is_none(text[span.start : span.end], language, span.type):
                continue
            mentions.append(_mention(text, span.start, span.end, named, span.score))
            for implied_form in implied_shorts(text[span.start : span.end]):
                implied.setdefault((span.type, implied_form), named)
            short = defined_after(text, span.end)
            if short is not None:
                defined.setdefault(short, (span.end, named))
                implied[span.type, short] = named
        extra = [
            _mention(text, found.start, found.end, found.named, _DEFINED_SCORE)
            for found in occurrences(text, defined)
        ]
        # The tagger's spans are apart, but a name that was lengthened may reach into the next.
        return longest([*mentions, *extra])

    def _named(
        self,
        text: str,
        language: str,
        span: _Span,
        matches: Sequence[NameMatch],
        about: Surroundings,
        implied: dict[tuple[MentionType, str], Named],
    ) -> Named:
        type_, quote = span.type, text[span.start : span.end]
        id_ = self._linker.link(text, span.start, span.end, type_, matches, about)
        if id_ is None and (type_, quote) in implied:
            return implied[type_, quote]
        full = None
        if id_ is None and type_ == "actor" and has_common_place(quote):
            full = full_name(quote, about.places_before(span.start), self.knowledge.regions)
        id_ = id_ or self._linker.link_short(quote, type_) or (full and self._linker.bearer(type_, full))
        if id_ is not None:
            return Named(type_, id_, self.knowledge.entity(type_, id_).label(language), True)
        label = provisional_label(full or quote)
        return Named(type_, provisional_id(label), label, False)


def _span(text: str, language: str, start: int, end: int, type_: MentionType, score: float) -> _Span:
    start = without_announcement(text, start, end)
    if language == "zh" and type_ == "region":
        body = body_end(text, end)
        if body is not None:
            return _Span(start, body, "actor", score)
        end = zone_end(text, end) or end
    return _Span(start, end, type_, score)


def _is_none(quote: str, language: str, type_: MentionType) -> bool:
    """Whether what the tagger took for a name that no list has is none.

    The English tagger has learnt nothing about Chinese words.
    """
    if language == "en" and _HAN.search(quote):
        return True
    return type_ == "region" and is_common_noun(quote)


def _whole(span: _Span, matches: Sequence[NameMatch]) -> _Span:
    """A span that breaks off one character before the end of a list name (钢铁行 of 钢铁行业), with that."""
    whole = (span.start, span.end + 1)
    listed = any((m.start, m.end) == whole and m.type == span.type and not m.context for m in matches)
    return span._replace(end=span.end + 1) if listed else span


def _mention(text: str, start: int, end: int, named: Named, score: float) -> Mention:
    status: MentionStatus = "listed" if named.listed else "provisional"
    return Mention(start, end, text[start:end], named.type, named.id, named.label, round(score, 3), status)
