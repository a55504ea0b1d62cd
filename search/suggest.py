"""What one may be about to type."""

from dataclasses import dataclass

from search.index.names import Names


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that fits what was typed. `type` is article, policy, actor, industry, region or instrument."""

    text: str
    type: str
    id: str
    documents: int


def suggest(names: Names, typed: str, limit: int = 10) -> tuple[Suggestion, ...]:
    """Up to `limit` names that `typed` begins, in either language, one for each thing.

    Names that begin with it come before names that hold it further on, those of more documents first. Only
    where fewer than three things fit are typos allowed: one in each word of four letters or more.
    """
    found = names.find(typed, typos=False)
    if len({(name.type, name.id) for name in found}) < 3:
        found += names.find(typed, typos=True)
    start = typed.strip().casefold()
    ranked = sorted(
        enumerate(found),
        key=lambda pair: (not pair[1].text.casefold().startswith(start), -pair[1].weight, pair[0]),
    )
    best: dict[tuple[str, str], Suggestion] = {}
    for _, name in ranked:
        best.setdefault((name.type, name.id), Suggestion(name.text, name.type, name.id, name.weight))
    return tuple(best.values())[:limit]
