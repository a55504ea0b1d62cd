"""Where a description begins and ends: at the words that name the policy it was linked to."""

import re

from ingest.citation.mention import PolicyMention
from ontology.resolver.evidence import read_count, read_ordinal, read_periods, read_years
from ontology.resolver.facts import bag
from ontology.resolver.term import chinese_terms

_WORD = re.compile(r"[\w’'-]+")
_GAP = 3


def shrink(
    text: str, mention: PolicyMention, end: int, shared: frozenset[str], language: str
) -> tuple[int, int]:
    """Bounds of the least part of `text[mention.start:end]` that still shows all `shared` terms."""
    if language == "zh":
        return _shrink_chinese(text, mention, shared)
    head_start, head_end = mention.head or (mention.start, mention.end)
    stop, said = end, _dated(text[mention.start : end])
    ends = [m.end() for m in _WORD.finditer(text, mention.end, end)]
    for candidate in (head_end, mention.end, *ends):
        if (
            shared <= bag(text[mention.start : candidate], "en")
            and _dated(text[mention.start : candidate]) == said
        ):
            stop = candidate
            break
    start = mention.start
    for word in _WORD.finditer(text, mention.start, head_start):
        start = word.start()
        own = bag(word.group(), "en")
        needed = not own or own & shared or not shared <= bag(text[word.end() : stop], "en")
        if needed or not word.group()[0].islower():
            return start, stop
    return head_start, stop


def _dated(text: str) -> tuple[object, ...]:
    return read_ordinal(text), read_periods(text), read_years(text), read_count(text)


def _shrink_chinese(text: str, mention: PolicyMention, shared: frozenset[str]) -> tuple[int, int]:
    """From the first character, gaps of a few allowed, that belongs to a shared term."""
    at = mention.head[0] if mention.head else mention.end
    first = at
    for i in range(at - 1, mention.start - 1, -1):
        pair = text[i : i + 2]
        if pair in shared or any(t in shared for t in chinese_terms(pair)):
            first = i
        elif first - i > _GAP:
            break
    return first, mention.end
