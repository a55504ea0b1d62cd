"""A measure says what it negates; what was not done is none."""

import pytest

from ingest.measure import find_measures
from ingest.measure.negation import chinese_start, english_start
from ingest.parse import parse


@pytest.mark.parametrize(
    ("text", "language", "quote"),
    [
        ("The province will not approve new coal mines until 2030.", "en", "not approve new coal mines"),
        ("The government should no longer subsidize steel makers.", "en", "no longer subsidize steel makers"),
        ("The province won't approve new coal mines until 2030.", "en", "won't approve new coal mines"),
        ("上海不应再对外资设置股比限制。", "zh", "不应再对外资设置股比限制"),
    ],
)
def test_a_negation_belongs_to_the_quote(text, language, quote):
    (found,) = find_measures(text, language)
    assert found.text.startswith(quote)
    assert text[found.start : found.end] == found.text


def test_a_negated_duty_is_still_one():
    found = find_measures("上海应扩大电信市场开放，不应再对外资设置股比限制。", "zh")
    assert found[-1].text.startswith("不应")
    assert found[-1].standing == "planned"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hebei did not extend the tax holiday for cotton processors.", "en"),
        ("Officials refused to abolish the freight subsidy.", "en"),
        ("Under the present rules enterprises cannot deduct the tax on machinery.", "en"),
        ("新疆没有延长对棉花加工企业的税收优惠。", "zh"),
    ],
)
def test_what_was_not_or_cannot_be_done_is_no_measure(text, language):
    assert find_measures(text, language) == []


def test_the_same_without_a_negation_is_one():
    assert find_measures("Hebei extended the tax holiday for cotton processors.", "en")
    assert find_measures("新疆延长了对棉花加工企业的税收优惠。", "zh")


@pytest.mark.parametrize(
    ("text", "start"),
    [("上海不得不推进改革", 5), ("上海不仅推进改革", 4), ("上海不再推进改革", 2), ("上海没有推进改革", None)],
)
def test_double_negation_and_not_only_deny_nothing(text, start):
    assert chinese_start(text, text.index("推进")) == start


@pytest.mark.parametrize(
    "text",
    ["Shenyang did not just cut taxes for its firms.", "Officials must not fail to protect farmland."],
)
def test_not_only_and_not_failing_deny_nothing(text):
    (block,) = parse(text)
    verb = next(token for token in block.doc if token.lower_ in ("cut", "protect"))
    assert english_start(verb) == verb.idx
