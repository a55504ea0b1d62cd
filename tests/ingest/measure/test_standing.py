import json
from pathlib import Path

import pytest

from ingest.measure import find_measures
from ingest.measure.standing import continues, voice

GOLD = Path(__file__).parents[3] / "benchmarks" / "gold"


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("The authors recommend to improve the business environment.", "proposed"),
        ("The authors of the study say that the state should reform state-owned enterprises.", "proposed"),
        ("The provincial government will build a new railway.", "planned"),
        ("The State Council called on the region to deepen reform.", "planned"),
        ("In 2016 the State Council approved the plan for a free trade zone.", "done"),
        ("The city has built a logistics park and opened a bonded zone.", "done"),
        ("The province is building a high-speed railway to the border.", "under-way"),
        ("Since 2020 the group has been divesting its non-core assets.", "under-way"),
        ("The provincial Party committee ordered the city to restore wetlands.", "planned"),
        ('"We should open the telecom market to foreign firms," said Wang, a professor.', "proposed"),
        (
            "The paper suggests two steps: transfer capital to the fund, and encourage private pensions.",
            "proposed",
        ),
        ("It is recommended that Hunan establish a fund to help rural schools.", "proposed"),
        ("Build a national computing hub in Zhongwei.", "planned"),
    ],
)
def test_english_standing_follows_modal_tense_and_speaker(text, standing):
    found = find_measures(text, "en")
    assert found
    assert {measure.standing for measure in found} == {standing}


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("作者建议加强科技创新，完善社会保障体系。论文认为，研究还要继续。", "proposed"),
        ("两省将推进产业合作，建设跨境物流园区。", "planned"),
        ("全省正在推进国有企业改革。", "under-way"),
        (
            "专家建议的支持应体现在两方面。一是加快科技创新；二是推进国有企业改革。",
            "proposed",
        ),
        ("2018年，省政府已建立协调工作机制。", "done"),
        ("王一鸣认为，第一，要健全养老保险全国统筹制度。", "proposed"),
        ("如果中央提高债务限额，上海可以再发行专项债券。", "proposed"),
        ("政府工作报告要求，加强基础研究，扩大就业。", "planned"),
        ("今后五年要率先实现碳达峰。", "planned"),
        ("一、要求\n（一）加强生态保护。完善补偿机制。\n（二）扩大投资。建设贵阳至南宁高铁。", "planned"),
        ("一、去年回顾\n新建高铁320公里。\n二、成效\n（一）推进国企改革。", "done"),
        ("各县人民政府：现就发展养老产业提出如下意见。\n建设社区养老服务中心。", "planned"),
    ],
)
def test_chinese_standing_follows_cues_and_speaker(text, standing):
    found = find_measures(text, "zh")
    assert found
    assert {measure.standing for measure in found} == {standing}


def test_measures_of_a_list_stand_alike():
    assert continues(", and to ", "en")
    assert continues("，并", "zh")
    assert not continues(". In 2016 the province had already ", "en")


def test_the_voice_of_a_text_is_told_by_who_speaks():
    assert voice("The authors of the paper measure the effect.", "en") == "research"
    assert voice("The ministry will open a zone.", "en") == "official"


def test_standing_labels_quote_the_articles():
    texts = {}
    for line in (GOLD / "articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        texts[article["id"]] = article["digest"]
    labels = [json.loads(line) for line in (GOLD / "standing.jsonl").read_text("utf-8").splitlines()]
    assert len(labels) == 100
    assert all(label["id"] in texts for label in labels)
    assert {label["standing"] for label in labels} == {"proposed", "planned", "under-way", "done"}
