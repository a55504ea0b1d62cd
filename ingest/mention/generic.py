"""“The province”: a common noun that stands for the last place of its kind."""

import re
from collections.abc import Mapping, Sequence

from ingest.mention.shortform import Named
from ontology.article import Mention
from ontology.entity import Region

_GENERIC = re.compile(r"(?:(?:the|this)\s)?(province|city|county)|[全该本](省|市|县)", re.IGNORECASE)
_KINDS = {
    "province": "province",
    "省": "province",
    "city": "prefecture",
    "市": "prefecture",
    "county": "county",
    "县": "county",
}


def generic_place(quote: str, before: Sequence[Mention], regions: Mapping[str, Region]) -> Named | None:
    """The place that a common noun means, given the mentions `before` it; None for a name or without one."""
    match = _GENERIC.fullmatch(quote)
    if match is None:
        return None
    kind = _KINDS[(match[1] or match[2]).lower()]
    for mention in reversed(before):
        region = regions.get(mention.id) if mention.type == "region" else None
        if region is not None and region.kind == kind:
            return Named("region", region.id, mention.label, True)
    return None
