from ingest.mention.generic import generic_place
from ontology.article import Mention
from ontology.entity import Region

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
