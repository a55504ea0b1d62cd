"""The reader finds names that no list has, links what it can and says so where it cannot."""

import time

import pytest

from ingest.mention import MentionReader
from ontology.article import Mention
from ontology.knowledge import load_knowledge


@pytest.fixture(scope="module")
def reader() -> MentionReader:
    return MentionReader(load_knowledge())


def by_text(mentions: list[Mention]) -> dict[str, Mention]:
    return {mention.text: mention for mention in mentions}


def test_an_abbreviation_means_what_the_text_defines(reader: MentionReader) -> None:
    text = "The Harbin Institute of Technology (HIT) grew. In 2020 HIT opened a laboratory."
    mentions = reader.read(text, "en")
    assert [m.id for m in mentions if m.text == "HIT"] == ["hit", "hit"]


def test_a_chinese_short_form_means_what_the_text_defines(reader: MentionReader) -> None:
    text = "国家发展改革委（以下简称发改委）支持黑龙江省发展装备制造业。发改委要求加快落实。"
    assert [m.id for m in reader.read(text, "zh") if m.text == "发改委"] == ["ndrc", "ndrc"]


def test_a_body_keeps_the_place_that_the_text_gave_it(reader: MentionReader) -> None:
    text = "山东省国资委正在推动重组。2020年以来，省国资委剥离了37户企业，省发改委将支持。"
    found = by_text(reader.read(text, "zh"))
    assert found["省国资委"].id == found["山东省国资委"].id
    assert found["省发改委"].label == "山东省发改委"


def test_a_mark_of_direction_or_half_a_bracket_is_no_part_of_a_name(reader: MentionReader) -> None:
    text = "The Guangdong-Hong Kong-Macao Greater Bay Area (GBA) needs a market. The GBA grows."
    names = {m.text for m in reader.read(text, "en")}
    assert names == {"Guangdong-Hong Kong-Macao Greater Bay Area", "GBA"}


def test_an_unlisted_body_is_provisional(reader: MentionReader) -> None:
    mention = by_text(reader.read("Experts of the Yichun Forestry Bureau visited Harbin.", "en"))[
        "Yichun Forestry Bureau"
    ]
    assert (mention.type, mention.status) == ("actor", "provisional")
    assert mention.id == "provisional-yichun-forestry-bureau"


def test_an_unlisted_place_is_provisional_and_keeps_its_type(reader: MentionReader) -> None:
    text = "The province sold its shares to Tieren Machinery Group, based in Zaoyang County."
    found = by_text(reader.read(text, "en"))
    kinds = {
        name: (found[name].type, found[name].status) for name in ("Tieren Machinery Group", "Zaoyang County")
    }
    assert kinds == {
        "Tieren Machinery Group": ("actor", "provisional"),
        "Zaoyang County": ("region", "provisional"),
    }


def test_an_unlisted_variant_finds_its_entry(reader: MentionReader) -> None:
    mentions = by_text(
        reader.read("The city relies on petrochemical manufacturing and the steel trade.", "en")
    )
    assert {m.id for m in mentions.values() if m.type == "industry"} <= {"petrochemical", "steel"}


def test_company_decides_between_bearers_of_one_name(reader: MentionReader) -> None:
    provinces = reader.read("Heilongjiang, Jilin and Liaoning are provinces.", "en")
    assert [m.id for m in provinces if m.text == "Jilin"] == ["jilin"]
    cities = reader.read("The circle covers Changchun, Jilin, Siping and Liaoyuan.", "en")
    assert [m.id for m in cities if m.text == "Jilin"] == ["jilin-city"]
    inside = reader.read("It was founded in Changchun, the capital of Jilin.", "en")
    assert [m.id for m in inside if m.text == "Jilin"] == ["jilin"]


@pytest.mark.parametrize("language", ["en", "zh", "fr"])
@pytest.mark.parametrize("text", ["", " ", "(" * 20_000, "《" * 20_000, "\u202eHarbin\u200b\u2066 哈尔滨"])
def test_odd_text_is_read_with_exact_offsets(reader: MentionReader, text: str, language: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in reader.read(text, language))


def test_time_is_linear(reader: MentionReader) -> None:
    text = "哈尔滨（HRB）" * 5_000
    started = time.process_time()
    reader.read(text, "zh")
    assert time.process_time() - started < 30
