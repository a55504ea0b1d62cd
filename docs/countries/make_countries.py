"""Names and codes of the world's states, from two libraries, as the list of countries.

    pip install -e '.[dev]'
    python docs/countries/make_countries.py > ontology/authority/countries.ttl

A state that the list of regions has gets its ISO 3166-1 code here and the names that the list leaves to this
file; one that it lacks becomes an entry. README.md beside this file says where the names come from.
"""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from pyoxigraph import Triple

from ontology.entity import Region
from ontology.knowledge import knowledge_of
from ontology.projection.entity import entity_triples
from ontology.projection.field import by_subject
from ontology.turtle import read_turtle, write_turtle
from ontology.vocabulary import RDF_TYPE, term

REGIONS = Path(__file__).parents[2] / "ontology" / "authority" / "regions.ttl"
# fmt: off
NO_STATES = frozenset({
    "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CW", "CX", "EH", "FK", "FO",
    "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HK", "HM", "IM", "IO", "JE", "KY", "MF", "MO", "MP",
    "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PN", "PR", "RE", "SH", "SJ", "SX", "TC", "TF", "TK",
    "TW", "UM", "VG", "VI", "WF", "YT",
})
# fmt: on
"""Codes that stand for no member or observer state of the United Nations."""
_INVERTED = re.compile(r"(.+?), (.+ of(?: the)?)")
_NOT_RUNNING = re.compile(r"[,(]| - ")
"""What a name in running prose does not have: "Congo - Kinshasa"."""


def english_names(state: Any, cldr: str) -> list[str]:
    """The names of a state of ISO 3166-1, its short name first, and the one in CLDR."""
    given = [getattr(state, "common_name", ""), state.name, getattr(state, "official_name", ""), cldr]
    turned = (_INVERTED.sub(r"\2 \1", name) for name in given)
    names = (re.sub("^[Tt]he ", "", name).replace("’", "'") for name in turned)
    return list(dict.fromkeys(name for name in names if name and not _NOT_RUNNING.search(name)))


def countries(listed: Mapping[str, Region]) -> Iterator[tuple[Region, bool]]:
    """Each state with code and names, and whether the list of regions has it.

    A state that it lacks is left out where another place bears its name (黑山, Montenegro, is a county of
    Liaoning): that place is likelier meant.
    """
    english, chinese = (Locale.parse(language).territories for language in ("en", "zh_Hans"))
    taken = {name for r in listed.values() for name in (*r.aliases_en, *r.aliases_zh)}
    known = {name: r for r in listed.values() if r.kind == "country" for name in (r.label_en, r.label_zh)}
    for state in pycountry.countries:
        code = state.alpha_2
        if code in NO_STATES:
            continue
        names, name_zh = english_names(state, english[code]), chinese[code]
        entry = next((known[name] for name in (*names, name_zh) if name in known), None)
        if entry is None and taken.intersection((*names, name_zh)):
            continue
        label, label_zh = (entry.label_en, entry.label_zh) if entry else (names[0], name_zh)
        yield (
            Region(
                id=entry.id if entry else new_id(label, listed),
                label_en=label,
                label_zh=label_zh,
                aliases_en=tuple(name for name in names if name != label),
                aliases_zh=tuple(name for name in (name_zh,) if name != label_zh),
                kind="country",
                iso3166=code,
            ),
            entry is not None,
        )


def new_id(label: str, listed: Mapping[str, Region]) -> str:
    """An id for a state that the list of regions lacks."""
    id_ = re.sub("[^a-z]+", "-", label.lower()).strip("-")
    return f"{id_}-country" if id_ in listed else id_


def triples(listed: Mapping[str, Region]) -> Iterator[Triple]:
    """What this file says: of a state that the list of regions has, only its code and further names."""
    said = {RDF_TYPE, term("skos:prefLabel"), term("dcterms:type")}
    for country, has in sorted(countries(listed), key=lambda pair: pair[0].id):
        yield from (t for t in entity_triples(country) if not has or t.predicate not in said)


def main() -> None:
    """Print the file."""
    listed = knowledge_of(by_subject(read_turtle(REGIONS)), "").regions
    print("# Made by docs/countries/make_countries.py from the Unicode CLDR and ISO 3166-1:")
    print(f"# Babel {version('babel')}, pycountry {version('pycountry')}.")
    print(write_turtle(triples(listed)), end="")


if __name__ == "__main__":
    main()
