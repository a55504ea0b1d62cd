import re

import pytest
from fastapi.testclient import TestClient

from api.http.page.interface import Interface
from api.http.page.place import PlaceMap, place_map, sheets
from api.http.page.reference import Linker
from ontology.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()


def shown(id_: str, type_: str = "region", language: str = "en") -> PlaceMap:
    found = place_map(KNOWLEDGE.entity(type_, id_), Linker(Interface(language), KNOWLEDGE))  # type: ignore[arg-type]
    assert found is not None
    return found


def chosen(found: PlaceMap) -> list[str]:
    paths = {path: id_ for sheet in sheets() for id_, path in sheet.regions.items()}
    return sorted(paths[outline.path] for outline in found.outlines if outline.chosen)


def test_a_city_is_a_point_in_its_province() -> None:
    found = shown("daqing")
    assert len(found.points) == 1
    assert chosen(found) == ["heilongjiang"]
    assert [ref.label for ref in found.within] == ["Heilongjiang"]
    assert found.coordinates == "46.58° N, 125.00° E"


def test_points_lie_where_the_compass_says() -> None:
    (harbin,), (dalian,) = shown("harbin").points, shown("dalian").points
    assert harbin[0] > dalian[0]
    assert harbin[1] < dalian[1]


def test_a_province_is_shaded_without_a_point() -> None:
    found = shown("jilin")
    assert (chosen(found), found.points) == (["jilin"], [])


def test_what_is_made_up_of_places_shows_them_all() -> None:
    assert len(shown("liaoning-coastal-economic-belt").points) == 6
    assert {"heilongjiang", "jilin", "liaoning"} <= set(chosen(shown("northeast-china")))


def test_what_has_no_coordinates_is_shown_where_it_belongs_and_says_so() -> None:
    found = shown("harbin-new-area")
    assert found.approximate
    assert found.shown.label == "Harbin"


def test_a_body_is_shown_where_its_seat_is() -> None:
    actor = next(actor for actor in KNOWLEDGE.actors.values() if actor.region == "daqing")
    assert shown(actor.id, "actor").points == shown("daqing").points


def test_a_place_beyond_both_sheets_has_no_map() -> None:
    assert place_map(KNOWLEDGE.entity("region", "ruhr"), Linker(Interface("en"), KNOWLEDGE)) is None
    assert place_map(KNOWLEDGE.entity("region", "china"), Linker(Interface("en"), KNOWLEDGE)) is None


@pytest.mark.parametrize(("language", "words"), [("en", "Daqing, in Heil"), ("zh", "大庆市，位于黑龙江省")])
def test_the_page_says_in_words_what_the_map_shows(client: TestClient, language: str, words: str) -> None:
    page = client.get("/region/daqing", headers={"accept": "text/html", "accept-language": language}).text
    (caption,) = re.findall(r"<figcaption.*?</figcaption>", page, re.S)
    assert words in caption
    assert "46.58° N" in caption


def test_outlines_belong_to_provinces_of_the_list() -> None:
    for sheet in sheets():
        assert all(KNOWLEDGE.regions[id_].kind == "province" for id_ in sheet.regions)
