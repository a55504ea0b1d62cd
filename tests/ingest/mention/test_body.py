"""A place and the body behind it are one name."""

import pytest

from ingest.mention.body import body_end, zone_end


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("牡丹江市商务局", "牡丹江市"),
        ("吉林省委", "吉林省"),
        ("辽宁省国资委", "辽宁省"),
        ("大连市人民政府", "大连市"),
        ("浙江省人大常委会", "浙江省"),
        ("陕西省纪委监委", "陕西省"),
        ("甘南州委", "甘南州"),
        ("贵州省人民政府办公厅", "贵州省"),
    ],
)
def test_bodies(text: str, place: str) -> None:
    assert body_end(text + "表示", len(place)) == len(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("黑龙江省的企业集团", "黑龙江省"),
        ("吉林省委托专家", "吉林省"),
        ("沈阳局部地区", "沈阳"),
        ("辽宁与哈尔滨银行", "辽宁"),
        ("浙江省人大代表", "浙江省"),
    ],
)
def test_no_bodies(text: str, place: str) -> None:
    assert body_end(text, len(place)) is None


def test_a_zone_named_after_its_place_goes_on_to_its_end() -> None:
    text = "郑州航空港经济综合实验区和成都高新区"
    assert zone_end(text, len("郑州")) == text.index("和")
    assert zone_end(text, text.index("高新区")) == len(text)


@pytest.mark.parametrize("text", ["四川建设成渝综合试验区", "北京支持开发区发展", "南京江边"])
def test_a_zone_that_a_place_builds_is_not_named_after_it(text: str) -> None:
    assert zone_end(text, 2) is None
