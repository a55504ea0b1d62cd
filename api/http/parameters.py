"""What stands in addresses, with a description and an example of each: parts of the path, and filters."""

from typing import Annotated, Any, Literal, get_args

from fastapi import Path, Query

from api.http.filters import DATES, LISTS
from ontology.article import STANDINGS, DocumentKind
from ontology.entity import EntityType
from search.request import DATE_PATTERN

LANGUAGE = "^[a-z]{2}$"
"""An ISO 639-1 code."""

ARTICLE, POLICY = "2006-heilongjiang-maps-resurgence", "made-in-china-2025"

DocumentId = Annotated[str, Path(description="Id of an article or policy", examples=[ARTICLE])]
PolicyId = Annotated[str, Path(description="Id of a policy of the register", examples=[POLICY])]
EntityTypePath = Annotated[EntityType, Path(description="Which list it stands in", examples=["region"])]
EntityId = Annotated[str, Path(description="Id in the list of this type", examples=["heilongjiang"])]
NetworkKind = Annotated[
    Literal["article", "policy", "actor", "industry", "region", "instrument"],
    Path(description="What the id names", examples=["policy"]),
]
NetworkId = Annotated[str, Path(description="Id within its kind", examples=[POLICY])]
ThingKind = Annotated[str, Path(description="The first part of a local name", examples=["policy"])]
ThingId = Annotated[str, Path(description="The rest of it, with or without an extension", examples=[POLICY])]
JobId = Annotated[
    str, Path(description="`id` of the answer to a write", examples=["0d6c7f7c5a5b4e0f9f6f1e5f3f0b6a1c"])
]
DocumentKindPath = Annotated[DocumentKind, Path(description="What the id names", examples=["article"])]
Few = Annotated[int, Query(ge=0, le=100, description="How many to give", examples=[5])]
Cursor = Annotated[
    str | None,
    Query(
        min_length=1,
        description="`next` of the answer before, for the page after it",
        examples=["MjAyNjExMjVUMjAwNDM0Wi4xMC5hYjEyY2QzNGVmNTY="],
    ),
]
TableFormat = Annotated[Literal["json", "csv"] | None, Query(description="Else by Accept", examples=["json"])]

_FILTERS: dict[str, tuple[str, dict[str, Any], Any]] = {
    "kind": ("article or policy", {"enum": list(get_args(DocumentKind))}, ["article"]),
    "region": ("Id or name of a region; what lies in it counts", {}, ["heilongjiang"]),
    "industry": ("Id or name of an industry; narrower ones count", {}, ["petrochemical"]),
    "actor": ("Id or name of an actor; bodies below it count", {}, ["state-council"]),
    "instrument": ("Id or name of an instrument class", {}, ["tax-incentive"]),
    "policy": ("Id, title or number of a policy that is cited", {}, [POLICY]),
    "publisher": ("A publisher's name", {}, ["China Daily"]),
    "standing": ("How far a measure has come", {"enum": list(STANDINGS)}, ["proposed"]),
    "language": ("en or zh", {"enum": ["en", "zh"]}, ["en"]),
    "from": (
        "ISO 8601, as short as a year: documents since then",
        {"pattern": f"^({DATE_PATTERN})?$"},
        "2003",
    ),
    "to": (
        "ISO 8601, as short as a year: documents until then",
        {"pattern": f"^({DATE_PATTERN})?$"},
        "2016-12",
    ),
}


def filter_parameters() -> dict[str, Any]:
    """The filters of search, for `openapi_extra` of the routes that take them."""
    return {"parameters": [_filter(name) for name in (*LISTS, *DATES)]}


def _filter(name: str) -> dict[str, Any]:
    description, limits, example = _FILTERS[name]
    value = {"type": "string", **limits}
    if name in LISTS:
        # An empty value is left out, as forms send it for a field that nobody filled in.
        items = {**value, "enum": [*value["enum"], ""]} if "enum" in value else value
        value = {"type": "array", "items": items}
        description = f"{description}; several values mean any of them"
    schema = {**value, "examples": [example]}
    return {"name": name, "in": "query", "description": description, "schema": schema}
