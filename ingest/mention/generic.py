"""“The province”, "the provincial government": common nouns that stand for the last place of their kind."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from ingest.mention.shortform import Named
from ontology.article import Mention
from ontology.entity import Region
from ontology.matcher import NameMatch

_Place = TypeVar("_Place", Mention, NameMatch)

_GENERIC = re.compile(r"(?:(?:the|this)\s)?(province|city|county)|[全该本我](省|市|县)", re.IGNORECASE)
_BODY = re.compile(r"(?:the\s)?(provincial|municipal|county)\s(?P<en>.+)|(省|市|县)(?P<zh>.+)", re.IGNORECASE)
_KINDS = {
    "province": "province",
    "provincial": "province",
    "省": "province",
    "city": "prefecture",
    "municipal": "prefecture",
    "市": "prefecture",
    "county": "county",
    "县": "county",
}
_NO_NAME = re.compile(
    r"(?:the\s)?(?:provinces?|cit(?:y|ies)|count(?:y|ies)|regions?|districts?|areas?|towns?|municipalit(?:y|ies)"
    r"|prefectures?|[省市县区州])",
    re.IGNORECASE,
)


def generic_place(quote: str, before: Sequence[Mention], regions: Mapping[str, Region]) -> Named | None:
    """The place that a common noun means, given the mentions `before` it; None for a name or without one."""
    match = _GENERIC.fullmatch(quote)
    if match is None:
        return None
    place = _last_of_kind(match[1] or match[2], before, regions)
    return None if place is None else Named("region", place.id, place.label, True)


def full_name(quote: str, before: Sequence[NameMatch], regions: Mapping[str, Region]) -> str | None:
    """The full name of a body that has a common noun for its place: "provincial government", 省国资委."""
    match = _BODY.fullmatch(quote)
    place = match and _last_of_kind(match[1] or match[3], before, regions)
    if match is None or place is None:
        return None
    region = regions[place.id]
    if match["zh"]:
        return f"{region.label_zh}{match['zh']}"
    return f"{region.label_en} {match[1].lower()} {match['en']}"


def has_common_place(quote: str) -> bool:
    """Whether a body has a common noun for its place."""
    return _BODY.fullmatch(quote) is not None


def is_common_noun(quote: str) -> bool:
    """Whether a place is called by its rank alone, which names none."""
    return _NO_NAME.fullmatch(quote) is not None


def _last_of_kind(noun: str, before: Sequence[_Place], regions: Mapping[str, Region]) -> _Place | None:
    kind = _KINDS[noun.lower()]
    for mention in reversed(before):
        region = regions.get(mention.id) if mention.type == "region" else None
        if region is not None and region.kind == kind:
            return mention
    return None
