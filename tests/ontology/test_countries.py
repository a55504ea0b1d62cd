"""The states of the world: two libraries give their names and codes, the list of regions the rest."""

import subprocess
import sys
from pathlib import Path

import pytest

from ontology.knowledge import Knowledge, load_knowledge
from ontology.matcher import NameMatcher
from ontology.turtle import read_turtle

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "ontology" / "authority"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_the_file_is_what_the_libraries_give() -> None:
    script = ROOT / "docs" / "countries" / "make_countries.py"
    made = subprocess.run([sys.executable, script], check=True, capture_output=True, encoding="utf-8")
    assert (LISTS / "countries.ttl").read_text("utf-8") == made.stdout, (
        "run `python docs/countries/make_countries.py > ontology/authority/countries.ttl`"
    )


def test_nothing_is_said_in_both_files() -> None:
    countries, regions = (set(read_turtle(LISTS / f"{name}.ttl")) for name in ("countries", "regions"))
    assert countries & regions == set()


def test_each_state_of_the_list_has_its_code(knowledge: Knowledge) -> None:
    states = [region for region in knowledge.regions.values() if region.kind == "country"]
    assert {region.id for region in states if region.iso3166 is None} == {"soviet-union"}
    codes = [region.iso3166 for region in states if region.iso3166]
    assert len(codes) == len(set(codes)) == 194
    assert knowledge.regions["republic-of-korea"].iso3166 == "KR"


@pytest.mark.parametrize(
    ("text", "language", "id_"),
    [
        ("trade with South Korea", "en", "republic-of-korea"),
        ("exports to the Russian Federation", "en", "russia"),
        ("a plant in Bolivia", "en", "bolivia"),
        ("在玻利维亚建厂", "zh", "bolivia"),
        ("the Democratic Republic of the Congo", "en", "democratic-republic-of-the-congo"),
        ("the Democratic Republic of São Tomé", "en", None),
        ("沿海地带", "zh", None),
        ("驰援海地", "zh", "haiti"),
        ("黑山的玉米", "zh", "heishan-county"),
    ],
)
def test_a_state_is_found_by_its_names(
    knowledge: Knowledge, text: str, language: str, id_: str | None
) -> None:
    states = [match.id for match in NameMatcher(knowledge).find(text, language) if match.type == "region"]
    assert states == ([id_] if id_ else [])
