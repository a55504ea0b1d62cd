"""Mentions by the authority lists."""

from ingest.mention.kind import is_mention_type
from ontology.article import Mention
from ontology.knowledge import Knowledge
from ontology.matcher import NameMatch, NameMatcher, longest


def find_listed(text: str, language: str, matcher: NameMatcher, knowledge: Knowledge) -> list[Mention]:
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
    if not is_mention_type(match.type):
        raise ValueError(f"{match.type!r} is no type of mention: build the matcher with the default types")
    label = knowledge.entity(match.type, match.id).label(language)
    return Mention(match.start, match.end, match.text, match.type, match.id, label, match.score)
