from ingest.mention.generic import full_name, generic_place, has_common_place, is_common_noun
from ontology.article import Mention
from ontology.entity import Region
from ontology.matcher import NameMatch

REGIONS = {
    "heilongjiang": Region("heilongjiang", "Heilongjiang", "黑龙江省", kind="province"),
    "daqing": Region("daqing", "Daqing", "大庆市", kind="prefecture"),
}
BEFORE = [
    Mention(0, 1, id_, "region", id_, id_.title(), 0.9) for id_ in ("heilongjiang", "daqing", "unlisted")
]


def test_a_common_noun_stands_for_the_last_place_of_its_kind():
    assert generic_place("the province", BEFORE, REGIONS).id == "heilongjiang"
    assert generic_place("全省", BEFORE, REGIONS).id == "heilongjiang"
    assert generic_place("The city", BEFORE, REGIONS).label == "Daqing"


def test_names_and_nouns_without_a_place_before_them_stand_for_nothing():
    assert generic_place("Jilin Province", BEFORE, REGIONS) is None
    assert generic_place("the county", BEFORE, REGIONS) is None
    assert generic_place("the province", [], REGIONS) is None


def test_a_body_takes_the_name_of_the_last_place_of_its_kind():
    before = [NameMatch(0, 1, id_, "region", id_, 1.0) for id_ in ("heilongjiang", "daqing")]
    assert full_name("省国资委", before, REGIONS) == "黑龙江省国资委"
    assert full_name("municipal government", before, REGIONS) == "Daqing municipal government"
    assert full_name("省国资委", [], REGIONS) is None
    assert full_name("国务院", before, REGIONS) is None


def test_what_a_common_noun_alone_or_before_a_body_is():
    assert has_common_place("provincial government")
    assert not has_common_place("General Office")
    assert is_common_noun("Province")
    assert not is_common_noun("Hebei Province")
