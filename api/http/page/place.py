"""Where a place lies: points and shaded provinces on an outline that ships with the pages."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from api.http.page.reference import Linker, Ref
from ontology.entity import Actor, Entity, Region

SHEETS = ("northeast", "china")
"""The sheets, the closer one first: a place is shown on the first that holds all of it."""
LANDMARKS = {
    "northeast": ("heilongjiang", "jilin", "liaoning", "inner-mongolia"),
    "china": (),
}

CLEAR_ACROSS, CLEAR_DOWN = 260, 60
"""How far from a point the name of a province keeps."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An outline: paths by region in the units of the drawing, and how degrees become units."""

    name: str
    west: float
    north: float
    across: float
    down: float
    width: int
    height: int
    land: str
    regions: Mapping[str, str]
    labels: Mapping[str, tuple[int, int]]

    def project(self, lat: float, long: float) -> tuple[float, float] | None:
        """Where a coordinate in degrees lies on the sheet; None beyond its edges."""
        x, y = round((long - self.west) * self.across, 1), round((self.north - lat) * self.down, 1)
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map at a place; `anchor` is the end of the words that stands there."""

    text: str
    lang: str
    x: float
    y: float
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Outline:
    """A province on a sheet; `chosen` where the page is about it or something in it."""

    path: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A map with its text alternative: the place, the places it lies in, its coordinates."""

    width: int
    height: int
    land: str
    outlines: list[Outline]
    points: list[tuple[float, float]]
    labels: list[Label]
    shown: Ref
    within: list[Ref]
    coordinates: str
    approximate: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    """What is to be shown: regions with an outline, and points as (latitude, longitude)."""

    outlined: frozenset[str]
    points: tuple[tuple[float, float], ...]


@cache
def sheets() -> tuple[Sheet, ...]:
    """The outlines that ship with the pages."""
    content: dict[str, dict[str, Any]] = json.loads(
        files("api.http.page").joinpath("outlines.json").read_text(encoding="utf-8")
    )
    return tuple(Sheet(name, **content[name]) for name in SHEETS)


def place_map(entity: Entity, linker: Linker) -> PlaceMap | None:
    """The map of a region, or of a body's seat.

    A region without coordinates is shown where the nearest region that contains it lies. None where no sheet
    shows it.
    """
    seat = entity.region if isinstance(entity, Actor) else entity.id if isinstance(entity, Region) else None
    regions = linker.knowledge.regions
    start = regions.get(seat or "")
    for region in _upwards(start, regions):
        spot = _spot(region, regions)
        sheet = next((sheet for sheet in sheets() if _holds(sheet, spot)), None) if spot else None
        if spot and sheet:
            return _map(region, spot, sheet, linker, approximate=region is not start)
    return None


def _upwards(region: Region | None, regions: Mapping[str, Region]) -> Iterator[Region]:
    """The region and those that contain it, up to the province: a whole country is no place on the map."""
    while region is not None and region.kind != "country":
        yield region
        region = regions.get(region.broader or "")


def _spot(region: Region, regions: Mapping[str, Region]) -> _Spot | None:
    """A province has an outline, a place its point, and what is made up of others has theirs."""
    parts = [region] if not region.members else [regions[id_] for id_ in region.members if id_ in regions]
    places = [part for part in parts if not _has_outline(part)]
    points = tuple((p.lat, p.long) for p in places if p.lat is not None and p.long is not None)
    if not points and len(places) == len(parts):
        return None
    above = (other for part in parts for other in _upwards(part, regions))
    return _Spot(frozenset(other.id for other in above if _has_outline(other)), points)


def _has_outline(region: Region) -> bool:
    return any(region.id in sheet.regions for sheet in sheets())


def _holds(sheet: Sheet, spot: _Spot) -> bool:
    """Whether the sheet shows all of it; of the Northeast's sheet only what lies in the Northeast."""
    if sheet.name == "northeast" and not spot.outlined <= set(LANDMARKS["northeast"]):
        return False
    return spot.outlined <= sheet.regions.keys() and all(sheet.project(*point) for point in spot.points)


def _map(region: Region, spot: _Spot, sheet: Sheet, linker: Linker, *, approximate: bool) -> PlaceMap:
    points = [found for point in spot.points if (found := sheet.project(*point))]
    alone = region.lat is not None and region.long is not None and not region.members
    above = list(_upwards(linker.knowledge.regions.get(region.broader or ""), linker.knowledge.regions))
    return PlaceMap(
        width=sheet.width,
        height=sheet.height,
        land=sheet.land,
        outlines=_outlines(sheet, spot.outlined),
        points=points,
        labels=_labels(region, spot, points, sheet, linker),
        shown=linker.thing("region", region.id),
        within=linker.things("region", (other.id for other in above)),
        coordinates=f"{region.lat:.2f}° N, {region.long:.2f}° E" if alone else "",
        approximate=approximate,
    )


def _outlines(sheet: Sheet, chosen: Iterable[str]) -> list[Outline]:
    """The outlines, those that are chosen last: their lines lie above the others'."""
    wanted = set(chosen)
    made = [Outline(path, id_ in wanted) for id_, path in sheet.regions.items()]
    return sorted(made, key=lambda outline: outline.chosen)


def _labels(
    region: Region, spot: _Spot, points: list[tuple[float, float]], sheet: Sheet, linker: Linker
) -> list[Label]:
    """The place's own name, and those of provinces that it leaves room for."""
    own = [_point_label(linker.ui.label(region), *points[0], sheet, linker)] if len(points) == 1 else []
    ids = dict.fromkeys([*LANDMARKS[sheet.name], *(() if points else sorted(spot.outlined))])
    named = [_province_label(id_, sheet, linker) for id_ in ids]
    return own + [label for label in named if not any(_near(label, point) for point in points)]


def _near(label: Label, point: tuple[float, float]) -> bool:
    return abs(label.x - point[0]) < CLEAR_ACROSS and abs(label.y - point[1]) < CLEAR_DOWN


def _province_label(id_: str, sheet: Sheet, linker: Linker) -> Label:
    text = linker.thing("region", id_).label
    for word in (" Province", "省", "自治区"):
        text = text.removesuffix(word)
    return Label(text, linker.ui.lang_of(text), *sheet.labels[id_])


def _point_label(text: str, x: float, y: float, sheet: Sheet, linker: Linker) -> Label:
    """The name beside its point, on the side where there is room."""
    right = x < sheet.width * 0.6
    return Label(
        text, linker.ui.lang_of(text), x + (22 if right else -22), y + 12, "start" if right else "end"
    )
