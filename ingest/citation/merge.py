"""A title and its number become one mention; of mentions that overlap the better one stays."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.citation.linked import LinkedMention
from ingest.citation.mention import PolicyMention

_TITLE_NUMBER = re.compile(r"^[》”\"’]?\s*(?:[,，、;；]?\s*[（(\[]?\s*|[（(]\s*)(?:No\.\s*)?$")
_NUMBER_TITLE = re.compile(r"^[)）]?\s*[,，:：]?\s*(?:the\s+)?[《“\"]?$")
_NUMBER_NUMBER = re.compile(r"^\s*[;；、,，]\s*$")
_AND_AFTER = re.compile(r"\s*,?\s+and\s+(?:the\s+)?")
_AND_BEFORE = re.compile(r"\s*,?\s+and\s+(?:the\s+)?$")
_AFTER = re.compile(r"\s*[)）]")
_SHORT_FORM = re.compile(r"^\s*[，,;；]?\s*(?:以下|下称|简称|hereinafter|hereafter)", re.IGNORECASE)
_OPENS = ("(", "（", "[")
_RANK = {"number": 4, "title": 3, "alias": 2, "reference": 0, "description": 1}


def join_numbers(text: str, titles: list[PolicyMention], numbers: list[PolicyMention]) -> list[PolicyMention]:
    """Titles with the numbers beside them taken in, and the numbers that stand alone; sorted."""
    joined: list[PolicyMention] = []
    used: set[int] = set()
    by_start = sorted(range(len(numbers)), key=lambda i: numbers[i].start)
    position = 0
    for title in sorted(titles, key=lambda m: (m.start, -m.end)):
        while position < len(by_start) and numbers[by_start[position]].end < title.start - 8:
            position += 1
        merged = title
        for index in by_start[max(0, position - 1) : position + 8]:
            number = numbers[index]
            if index in used and not (merged.start <= number.start and number.end <= merged.end):
                continue
            widened = _joined(text, merged, number)
            if widened:
                merged = widened
                used.add(index)
        joined.append(merged)
    joined.extend(number for i, number in enumerate(numbers) if i not in used)
    return sorted(joined, key=lambda m: (m.start, -m.end))


def _joined(text: str, title: PolicyMention, number: PolicyMention) -> PolicyMention | None:
    if title.start <= number.start and number.end <= title.end:
        return replace(title, numbers=(*title.numbers, *number.numbers)) if title.by == "title" else None
    if number.start >= title.end:
        return _after(text, title, number)
    between = text[number.end : title.start]
    before = number.end <= title.start and len(between) < 8 and _NUMBER_TITLE.match(between)
    if before and title.by == "title" and title.formal and _titled(text, title, between):
        return replace(title, start=number.start, numbers=(*number.numbers, *title.numbers))
    return None


def _titled(text: str, title: PolicyMention, between: str) -> bool:
    return text[title.start] == "《" or any(c in between for c in ',，:：《“"')


def _after(text: str, title: PolicyMention, number: PolicyMention) -> PolicyMention | None:
    between = text[title.end : number.start]
    if len(between) > 8:
        return None
    chained = bool(title.numbers) and _NUMBER_NUMBER.match(between)
    if not chained and not _TITLE_NUMBER.match(between):
        return None
    opened = any(mark in between for mark in _OPENS)
    if not opened and not chained and "," not in between and "，" not in between:
        return None
    if _SHORT_FORM.match(text[number.end : number.end + 16]):
        return None
    if title.by != "title" and not (title.by == "alias" and opened):
        return None
    end = number.end
    closing = _AFTER.match(text[end : end + 3])
    end += closing.end() if closing and (opened or chained) else 0
    return replace(title, end=end, numbers=(*title.numbers, *number.numbers))


def parts_beside(
    text: str, title: PolicyMention, names: Iterable[PolicyMention]
) -> tuple[PolicyMention, ...] | None:
    """What is left of an English title beside one of the `names` that begin in it, before or after "and".

    None if no name is joined so; empty if the word for the kind belongs to the name.
    """
    if title.head is None or title.numbers:
        return None
    for name in names:
        rest = _beside(text, title, name) if name.kind else None
        if rest:
            start, end = rest
            inside = start <= title.head[0] and title.head[1] <= end
            part = replace(title, start=start, end=end, title=text[start:end], loose_ends=())
            return (part,) if inside else ()
    return None


def _beside(text: str, title: PolicyMention, name: PolicyMention) -> tuple[int, int] | None:
    """Where the rest of a title stands that "and" joins to a name at its beginning or end."""
    if name.start == title.start and (joined := _AND_AFTER.match(text, name.end, title.end)):
        return joined.end(), title.end
    if name.end == title.end and (joined := _AND_BEFORE.search(text, title.start, name.start)):
        return title.start, joined.start()
    return None


def best_of_overlapping(mentions: Iterable[PolicyMention]) -> list[PolicyMention]:
    """Mentions without overlap, in order: exact titles and numbers first, then the longer ones."""
    ranked = sorted(mentions, key=lambda m: (-_worth(m), m.start - m.end, m.start))
    kept: list[PolicyMention] = []
    taken: set[int] = set()
    for mention in ranked:
        if mention.start in taken or mention.end - 1 in taken or _covers(taken, mention):
            continue
        taken.update(range(mention.start, mention.end))
        kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _covers(taken: set[int], mention: PolicyMention) -> bool:
    return any(i in taken for i in range(mention.start, mention.end))


def _worth(mention: PolicyMention) -> int:
    return (
        10 * bool(mention.numbers and mention.title) + (mention.end - mention.start) // 4 + _RANK[mention.by]
    )


def join_links(text: str, linked: list[LinkedMention]) -> list[LinkedMention]:
    """A description with the number in brackets right after it is one citation where both mean one policy."""
    joined: list[LinkedMention] = []
    for item in linked:
        before = joined[-1] if joined else None
        closing = _AFTER.match(text, item.mention.end, item.mention.end + 3)
        if before and closing and _same_document(text, before, item):
            mention = replace(before.mention, end=closing.end(), numbers=item.mention.numbers)
            joined[-1] = replace(before, mention=mention, score=max(before.score, item.score))
        else:
            joined.append(item)
    return joined


def _same_document(text: str, title: LinkedMention, number: LinkedMention) -> bool:
    if number.mention.by != "number" or title.mention.numbers or title.policy is None:
        return False
    between = text[title.mention.end : number.mention.start]
    return title.policy == number.policy and between.strip() in ("(", "（")
