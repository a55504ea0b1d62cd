"""A place and the body behind it are one name."""

import pytest

from ingest.mention.body import body_end


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("牡丹江市商务局", "牡丹江市"),
        ("吉林省委", "吉林省"),
        ("辽宁省国资委", "辽宁省"),
        ("大连市人民政府", "大连市"),
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
    ],
)
def test_no_bodies(text: str, place: str) -> None:
    assert body_end(text, len(place)) is None
