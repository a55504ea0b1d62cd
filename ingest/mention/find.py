"""Mentions by the authority lists."""

from collections.abc import Iterable

from ontology.article import Mention
from ontology.knowledge import Knowledge
from ontology.matcher import NameMatch, NameMatcher, longest


def find_mentions(text: str, language: str, matcher: NameMatcher, knowledge: Knowledge) -> list[Mention]:
    """The mentions of list entries in `text`, in order, without overlap.

    A context-dependent name counts where the entity was named in full before it.
    """
    candidates = matcher.candidates(text, language)
    found = longest([m for m in candidates if not m.context] + _supported(candidates))
    return [_mention(match, language, knowledge) for match in found]


def _supported(candidates: list[NameMatch]) -> list[NameMatch]:
    """Context-dependent names whose entity a full name has introduced earlier in the text."""
    introduced: dict[tuple[str, str], int] = {}
    for match in longest(match for match in candidates if not match.context):
        introduced.setdefault((match.type, match.id), match.end)
    return [
        match
        for match in candidates
        if match.context
        and match.name[0].isupper()
        and introduced.get((match.type, match.id), match.end) <= match.start
    ]


def _mention(match: NameMatch, language: str, knowledge: Knowledge) -> Mention:
    if match.type not in ("actor", "industry", "region"):
        raise ValueError(f"{match.type!r} is no type of mention: build the matcher with the default types")
    label = knowledge.entity(match.type, match.id).label(language)
    return Mention(match.start, match.end, match.text, match.type, match.id, label, match.score)


def without(mentions: Iterable[Mention], spans: Iterable[tuple[int, int]]) -> list[Mention]:
    """The mentions that lie in none of `spans` (both in order of appearance, spans without overlap)."""
    kept = []
    left = iter(spans)
    span = next(left, None)
    for mention in mentions:
        while span is not None and span[1] <= mention.start:
            span = next(left, None)
        if span is None or mention.end <= span[0]:
            kept.append(mention)
    return kept
