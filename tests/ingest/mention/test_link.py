"""Which entry a name means, by the names beside it."""

import pytest

from ingest.mention.link import Linker, Surroundings
from ontology.knowledge import Knowledge, load_knowledge
from ontology.matcher import NameMatcher


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def matcher(knowledge: Knowledge) -> NameMatcher:
    return NameMatcher(knowledge)


class Reading:
    """Links the quotes of one text."""

    def __init__(self, knowledge: Knowledge, matcher: NameMatcher) -> None:
        self._linker, self._matcher = Linker(knowledge), matcher

    def link(self, text: str, quote: str, type_: str, language: str = "en") -> str | None:
        matches = self._matcher.candidates(text, language)
        start = text.rindex(quote)
        return self._linker.link(text, start, start + len(quote), type_, matches, Surroundings(matches))


@pytest.fixture
def reading(knowledge: Knowledge, matcher: NameMatcher) -> Reading:
    return Reading(knowledge, matcher)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Jilin Province named a zone after Changchun, Jilin and the Tumen River.", "jilin-city"),
        ("Jilin Province built a line between Changchun and Jilin.", "jilin-city"),
        ("The circle covers Changchun, Jilin, Siping and Liaoyuan.", "jilin-city"),
        ("The firm of Changchun, Jilin, was founded in 1953.", "jilin"),
        ("Liaoning and Jilin are provinces.", "jilin"),
        ("It lies in Changchun, the capital of Jilin.", "jilin"),
    ],
)
def test_the_places_of_a_list_are_of_one_rank(reading: Reading, text: str, id_: str) -> None:
    assert reading.link(text, "Jilin", "region") == id_


@pytest.mark.parametrize(
    ("text", "quote", "language"),
    [
        ("The Anda Border Trade Zone opened.", "Anda Border Trade Zone", "en"),
        ("肇东综合园区开工", "肇东综合园区", "zh"),
    ],
)
def test_a_zone_in_a_place_is_not_the_place(reading: Reading, text: str, quote: str, language: str) -> None:
    assert reading.link(text, quote, "region", language) is None


def test_a_word_more_does_not_make_another_place(reading: Reading) -> None:
    assert reading.link("the rural Heilongjiang of today", "rural Heilongjiang", "region") == "heilongjiang"


@pytest.mark.parametrize(
    ("quote", "id_"),
    [
        ("国家发展改革委", "ndrc"),
        ("黑龙江省发改委", "heilongjiang-drc"),
        ("中国共产党吉林省委员会", "cpc-jilin"),
    ],
)
def test_a_body_is_known_in_full_and_for_short(reading: Reading, quote: str, id_: str) -> None:
    assert reading.link(f"{quote}表示", quote, "actor", "zh") == id_


@pytest.mark.parametrize(
    ("text", "quote", "id_"),
    [
        ("Suzhou in Anhui and Taizhou in Jiangsu will link their ports.", "Suzhou", "suzhou-anhui"),
        ("Suzhou in Jiangsu is close to Anhui.", "Suzhou", "suzhou"),
        ("Fuzhou, Jiangxi, is growing.", "Fuzhou", "fuzhou-jiangxi"),
        (
            "Changchun has grown. In Beijing, Chaoyang District pays.",
            "Chaoyang District",
            "chaoyang-district-beijing",
        ),
        (
            "Beijing has grown. In Changchun, Chaoyang District pays.",
            "Chaoyang District",
            "chaoyang-district-changchun",
        ),
    ],
)
def test_a_place_is_the_one_in_what_the_words_beside_it_say(
    reading: Reading, text: str, quote: str, id_: str
) -> None:
    assert reading.link(text, quote, "region") == id_


def test_a_place_is_the_one_in_what_is_named_close_by(reading: Reading) -> None:
    text = "Changchun has grown. Chaoyang, a city in western Liaoning, plants trees."
    assert reading.link(text, "Chaoyang", "region") == "chaoyang"


@pytest.mark.parametrize(
    ("text", "quote", "language", "id_"),
    [
        ("黑龙江省要改革，省国资委同意。", "省国资委", "zh", "heilongjiang-sasac"),
        ("山东省要改革，省国资委同意。", "省国资委", "zh", None),
        (
            "Harbin grows, the provincial Party committee says.",
            "provincial Party committee",
            "en",
            "cpc-heilongjiang",
        ),
        ("Kunming grows, the provincial Party committee says.", "provincial Party committee", "en", None),
    ],
)
def test_a_body_of_a_province_that_the_text_does_not_name_is_not_meant(
    reading: Reading, text: str, quote: str, language: str, id_: str | None
) -> None:
    assert reading.link(text, quote, "actor", language) == id_
