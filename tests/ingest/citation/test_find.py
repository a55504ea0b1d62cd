"""Citations are found in every usual form and linked to the right policy, or to none."""

import time

import pytest

from ingest.citation import find_citations
from ontology.knowledge import load_knowledge
from ontology.resolver import PolicyResolver


@pytest.fixture(scope="module")
def resolver():
    return PolicyResolver(load_knowledge())


@pytest.fixture
def cite(resolver):
    def find(text, language="en", date=None):
        return [(c.text, c.policy or c.status) for c in find_citations(text, language, resolver, date)]

    return find


def test_a_title_with_its_number_is_one_citation(cite):
    title = "Opinions on Promoting the Sustainable Development of Resource-based Cities (Guofa [2007] No. 38)"
    assert cite(f"The {title} came first.") == [(title, "resource-based-cities-opinions-2007")]
    title = "《国务院关于促进资源型城市可持续发展的若干意见》（国发〔2007〕38号）"
    assert cite(f"按照{title}的要求", "zh") == [(title, "resource-based-cities-opinions-2007")]


def test_a_description_and_its_number_are_one_citation_too(cite):
    text = "the city cluster plan for Harbin and Changchun (Guohan [2016] No. 43) has one axis"
    assert cite(text) == [
        (
            "city cluster plan for Harbin and Changchun (Guohan [2016] No. 43)",
            "harbin-changchun-cluster-plan-2016",
        )
    ]


def test_a_number_alone_is_linked_and_an_unknown_one_kept(cite):
    assert cite("It rests on Guohan [2020] No. 45 and on Guohan [2020] No. 46.") == [
        ("Guohan [2020] No. 45", "changchun-sino-korean-zone-2020"),
        ("Guohan [2020] No. 46", "unregistered"),
    ]


def test_another_translation_of_a_title_is_recognised(cite):
    title = "Guidance on Resolving the Problem of Severe Excess Capacity (Guofa [2013] No. 41)"
    assert cite(f"The {title} was late.") == [(title, "overcapacity-opinions-2013")]
    text = "the State Council's Opinions on the Renovation of Shanty Towns"
    assert "shantytown-opinions-2013" in [policy for _, policy in cite(text)]


def test_a_title_of_another_subject_is_not_linked(cite):
    text = (
        "see the Opinions of the State Council on Accelerating the Development of the Shipbuilding Industry"
    )
    [(_, status)] = cite(text)
    assert status == "unregistered"
    [(_, status)] = cite("《关于加快造船工业发展的若干意见》提出", "zh")
    assert status == "unregistered"


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("National Plan for the Sustainable Development of Resource-based Cities (2021-2030)", "en"),
        ("Action Plan for Carbon Dioxide Peaking in the Steel Industry", "en"),
        ("Regulations of Jilin Province on Optimizing the Business Environment", "en"),
        ("Overall Plan of the China (Hebei) Pilot Free Trade Zone", "en"),
        ("《全国资源型城市可持续发展规划（2021—2030年）》", "zh"),
        ("《钢铁行业碳达峰行动方案》", "zh"),
        ("《湿地保护法》", "zh"),
        ("《吉林省“十四五”旅游业发展规划》", "zh"),
    ],
)
def test_a_title_that_is_only_like_a_registered_one_is_kept_as_unregistered(cite, title, language):
    assert cite(f"{title}.", language) == [(title, "unregistered")]


def test_a_description_is_linked_by_subject_kind_and_year(cite):
    [(_, policy)] = cite("The tourism plan of 2010 named eight routes.")
    assert policy == "northeast-tourism-plan-2010"


def test_what_fits_two_policies_is_ambiguous_with_both(resolver):
    [citation] = find_citations(
        "The fine rests on the Liaoning Regulations on Optimizing the Business Environment.", "en", resolver
    )
    assert citation.status == "ambiguous"
    assert sorted(citation.candidates) == [
        "liaoning-business-environment-2016",
        "liaoning-business-environment-2019",
    ]


def test_number_and_title_that_disagree_are_never_asserted(resolver):
    text = "the Opinions on Promoting the Rise of the Central Region (Guofa [2014] No. 28)"
    [citation] = find_citations(text, "en", resolver)
    assert citation.status == "ambiguous"
    assert set(citation.candidates) == {"central-rise-2006", "northeast-recent-support-opinions-2014"}


def test_a_short_form_and_a_back_reference_mean_their_antecedent(cite):
    text = "《关于加快棚户区改造工作的意见》（以下简称《意见》）。《意见》要求五年完成。该意见适用于全国。"
    assert [policy for _, policy in cite(text, "zh")] == ["shantytown-opinions-2013"] * 4
    text = "The Food Security Law (hereinafter the “Law”) has eleven chapters. The Law names grain reserves."
    assert [policy for _, policy in cite(text)] == ["food-security-law-2023"] * 3


def test_a_bracket_with_an_issuer_or_a_verb_of_saying_defines_no_short_form(cite):
    text = "Fagai Zhenxing [2016] No. 623 (NDRC) lists cities. The NDRC met in May."
    assert cite(text) == [("Fagai Zhenxing [2016] No. 623", "northeast-private-economy-opinions-2016")]
    text = "The Black Soil Protection Law (BSPL) is short. The BSPL binds all."
    assert [policy for _, policy in cite(text)] == ["black-soil-law-2022"] * 3
    text = "《哈长城市群发展规划》称“双核”最重要。双核带动全区。"
    assert cite(text, "zh") == [("《哈长城市群发展规划》", "harbin-changchun-cluster-plan-2016")]


def test_the_former_and_the_latter_of_two_are_told_apart(cite):
    text = "国务院先后印发国发〔2013〕25号和国发〔2016〕62号。前一文件讲住房，后一文件讲改革。"
    two = ["shantytown-opinions-2013", "northeast-stabilization-opinions-2016"]
    assert [policy for _, policy in cite(text, "zh")] == two * 2
    text = "The Food Security Law and the Black Soil Protection Law differ: the former law is longer."
    assert [policy for _, policy in cite(text)][2] == "food-security-law-2023"
    assert len(cite("The Food Security Law is new. The former law is longer.")) == 1


def test_a_number_without_series_and_year_is_asserted_only_where_the_text_says_the_subject(cite):
    assert [policy for _, policy in cite("公司下发了12号文件，要求各部门落实。", "zh")] == ["ambiguous"]
    text = "The State Council supports the revitalization of the Northeast in the near term: Document No. 28."
    assert ("Document No. 28", "northeast-recent-support-opinions-2014") in cite(text)


def test_a_short_form_without_antecedent_is_no_citation(cite):
    assert cite("《意见》指出，要加强领导。", "zh") == []
    assert cite("The Plan is good.") == []


def test_a_citation_of_what_had_ended_carries_a_warning(resolver):
    text = "Under the Natural Forest Protection Program logging stopped."
    [old] = find_citations(text, "en", resolver, "2015-05")
    [new] = find_citations(text, "en", resolver, "2023-05")
    assert (old.validity, new.validity) == (None, "expired at the article's date")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("国发股份2014年年报显示，28号仓库存放药物；《东北师大学报》2015年第4期，《城市规划》杂志。", "zh"),
        ("桌上放着《红楼梦》和《辽宁日报》，规划院的通知贴在门口，意见箱是空的。", "zh"),
        ("Plan B was the festival. Northeast Plan Consulting Co., Ltd. paid; opinions differ.", "en"),
        ("Invoice Guomao [2014] No. 28 is unpaid. Regional Studies Review, 2016, 28(7): 62.", "en"),
    ],
)
def test_look_alikes_are_left_alone(cite, text, language):
    assert cite(text, language) == []


@pytest.mark.parametrize(
    "piece", ["《", "(", "“", "Plan of the ", "the plan on ", "《意见", "规划", "[2014] ", "a\u200b\u202e"]
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_time_is_linear_in_the_length(resolver, piece, language):
    started = time.perf_counter()
    find_citations(piece * (10_000 // len(piece)), language, resolver)
    assert time.perf_counter() - started < 20


def test_each_ordinal_of_a_list_is_a_plan_of_its_own(cite):
    text = "The 12th and 13th Five-Year Plans for strategic emerging industries both name new energy."
    assert [policy for _, policy in cite(text)] == ["sei-plan-12th-fyp", "sei-plan-13th-fyp"]
    text = "“十二五”和“十三五”战略性新兴产业发展规划都列出新能源。"
    assert [policy for _, policy in cite(text, "zh")] == ["sei-plan-12th-fyp", "sei-plan-13th-fyp"]


def test_a_plan_of_a_province_is_not_the_plan_of_the_nation(cite):
    assert cite("Liaoning's 12th Five-Year Plan is lost.") == [
        ("Liaoning's 12th Five-Year Plan", "unregistered")
    ]
    assert [policy for _, policy in cite("辽宁省“十二五”规划缺失。", "zh")] == ["unregistered"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("湖南省优化营商环境条例已经施行。", "湖南省优化营商环境条例"),
        ("黑龙江省2024年政府工作报告提出目标。", "黑龙江省2024年政府工作报告"),
        ("能源“十四五”规划提出目标。", "能源“十四五”规划"),
        ("沈阳市交通运输“十四五”规划提出目标。", "沈阳市交通运输“十四五”规划"),
        ("教育部“十三五”规划提出目标。", "教育部“十三五”规划"),
        ("十九届四中全会《决定》提出目标。", "十九届四中全会《决定》"),
    ],
)
def test_a_national_name_after_a_place_or_sector_is_another_document(cite, text, name):
    assert cite(text, "zh") == [(name, "unregistered")]


def test_a_national_name_after_other_words_stays_national(cite):
    text = "落实“十四五”规划。吉林省全国老工业基地调整改造规划实施顺利。在辽宁，《优化营商环境条例》有效。"
    assert [policy for _, policy in cite(text, "zh")] == [
        "14th-five-year-plan",
        "old-industrial-bases-plan-2013",
        "business-environment-regulation-2019",
    ]


def test_the_five_year_plan_of_a_company_is_no_policy(cite):
    assert cite("中国石油集团“十四五”规划确定了产量。", "zh") == []


def test_a_five_year_plan_for_a_sector_is_not_asserted_to_be_the_nations(cite):
    text = "The 13th Five-Year Plan for energy development sets a cap."
    assert cite(text) == [("13th Five-Year Plan", "ambiguous")]
    assert cite("The 13th Five-Year Plan for the first time names black soil.") == [
        ("13th Five-Year Plan", "13th-five-year-plan")
    ]


def test_five_year_plans_are_found_without_quotation_marks_and_by_their_full_ordinal(cite):
    text = "国家十三五规划和第十四个五年规划纲要衔接，黑龙江省十三五规划另有安排。"
    assert cite(text, "zh") == [
        ("十三五规划", "13th-five-year-plan"),
        ("第十四个五年规划纲要", "14th-five-year-plan"),
        ("黑龙江省十三五规划", "heilongjiang-13th-fyp-2016"),
    ]


def test_the_session_tells_decisions_of_plenums_apart(cite):
    text = "二十届三中全会《决定》与十八届三中全会《决定》一脉相承。"
    assert [policy for _, policy in cite(text, "zh")] == ["third-plenum-2024", "third-plenum-2013"]


def test_the_year_beside_a_yearly_document_decides(cite):
    assert [policy for _, policy in cite("The No. 1 Central Document for 2019 names grain.")] == [
        "unregistered"
    ]
    text = "China's No. 1 central document for 2018 speaks of villages."
    assert [policy for _, policy in cite(text)] == ["rural-revitalization-opinions-2018"]
    text = "今年中央一号文件把粮食放在首位。"
    assert [policy for _, policy in cite(text, "zh", "2017-03-01")] == ["no-1-central-document-2017"]
    assert [policy for _, policy in cite(text, "zh", "2021-03-01")] == ["unregistered"]


def test_titles_joined_by_and_are_two_citations(cite):
    assert cite("the Black Soil Protection Law and Made in China 2025 matter") == [
        ("Black Soil Protection Law", "black-soil-law-2022"),
        ("Made in China 2025", "made-in-china-2025"),
    ]
    assert cite("the Partnership Law and Foreign Investment Law") == [
        ("Partnership Law", "unregistered"),
        ("Foreign Investment Law", "foreign-investment-law-2019"),
    ]
    text = "the Foreign Investment Law and Regulations on Optimizing the Business Environment"
    assert [policy for _, policy in cite(text)] == [
        "foreign-investment-law-2019",
        "business-environment-regulation-2019",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Shenyang's three-year action plan for SOE reform",
            "Shenyang's three-year action plan for SOE reform",
        ),
        (
            "Japan's New Generation Artificial Intelligence Development Plan",
            "Japan's New Generation Artificial Intelligence Development Plan",
        ),
    ],
)
def test_a_national_name_after_the_possessive_of_a_place_is_another_document(cite, text, name):
    assert cite(f"{text} came first.") == [(name, "unregistered")]


def test_the_place_of_the_nations_government_is_no_place_of_its_own(cite):
    assert [p for _, p in cite("Beijing's three-year action plan for SOE reform came first.")] == [
        "soe-three-year-action-plan"
    ]


def test_what_is_undecided_does_not_cut_a_name_or_a_number_in_two(cite):
    assert cite("the notice on implementing the Black Soil Protection Law") == [
        ("Black Soil Protection Law", "black-soil-law-2022")
    ]
    text = "Heilongjiang's Implementing Opinions on Guofa [2014] No. 28 came late."
    assert cite(text) == [("Guofa [2014] No. 28", "northeast-recent-support-opinions-2014")]


def test_a_place_and_a_year_name_no_five_year_plan(cite):
    found = cite("the Made in China 2025 Liaoning Action Outline")
    assert "liaoning-15th-fyp-proposals-2025" not in [policy for _, policy in found]


def test_a_shortened_title_means_the_policy_that_it_shortens(cite):
    assert [
        policy for _, policy in cite("《关于实施东北地区等老工业基地振兴战略的意见》拉开序幕。", "zh")
    ] == ["northeast-revitalization-opinions-2003"]
    # The province that carries it out is not said.
    assert [policy for _, policy in cite("国务院《关于近期支持东北振兴的意见》提出举措。", "zh")] == [
        "northeast-recent-support-opinions-2014"
    ]


def test_a_full_title_broken_at_hyphens_is_still_that_title(cite):
    text = (
        "the Several Opinions on Imple-\nmenting the Strategy of Revitalizing the Old Indus-\n"
        "trial Bases Including Northeast China"
    )
    assert [policy for _, policy in cite(text)] == ["northeast-revitalization-opinions-2003"]


def test_an_article_about_a_plan_is_no_citation_of_it_and_company_law_is_a_law(cite):
    assert cite("[12] Wang L. The Northeast Revitalization Plan: Ten Years On[J]. Geography, 2013(7).") == []
    assert cite("《公司法》适用。", "zh") == [("《公司法》", "unregistered")]


def test_a_company_bank_or_ministry_has_plans_of_its_own(cite):
    assert cite("鞍钢国企改革三年行动方案通过了。", "zh") == []
    assert cite("鞍钢的“十四五”规划提出新目标。", "zh") == []
    assert cite("鞍钢落实国企改革三年行动方案。", "zh") == [
        ("国企改革三年行动方案", "soe-three-year-action-plan")
    ]
    assert cite("Ansteel's 13th Five-Year Plan was modest.") == []
    assert cite("Education's 13th Five-Year Plan") == [("Education's 13th Five-Year Plan", "unregistered")]
    assert cite("in the energy sector's 13th Five-Year Plan") == [
        ("energy sector's 13th Five-Year Plan", "unregistered")
    ]
    assert cite("under the country's 13th Five-Year Plan") == [("13th Five-Year Plan", "13th-five-year-plan")]


def test_two_subjects_of_one_title_are_two_documents(cite, resolver):
    text = "国务院关于钢铁行业、煤炭行业化解过剩产能实现脱困发展的意见"
    (both,) = find_citations(text, "zh", resolver)
    assert both.status == "ambiguous"
    assert set(both.candidates) == {"steel-overcapacity-2016", "coal-overcapacity-2016"}
    alone = cite("教育行业、煤炭行业化解过剩产能实现脱困发展的意见", "zh")
    assert [policy for _, policy in alone] == ["coal-overcapacity-2016"]


def test_the_old_and_the_new_articles(cite):
    assert cite("新旧36条与民企28条", "zh")[0] == ("新旧36条", "ambiguous")
    assert cite("老“36条”与新“36条”", "zh") == [
        ("老“36条”", "non-public-36-2005"),
        ("新“36条”", "private-investment-36-2010"),
    ]
    assert cite("Both the old and the new 36 Articles fell short.") == [
        ("old", "non-public-36-2005"),
        ("new 36 Articles", "private-investment-36-2010"),
    ]
    assert cite("the old and the new 17 articles") == []


def test_each_plan_of_a_list_keeps_its_own_kind(cite):
    text = "东北振兴“十二五”规划、“十三五”规划和“十四五”实施方案一脉相承。"
    assert [policy for _, policy in cite(text, "zh")] == [
        "northeast-12th-fyp-plan-2012",
        "northeast-13th-fyp-plan-2016",
        "northeast-14th-fyp-plan-2021",
    ]


def test_a_shortened_title_with_its_period_has_a_candidate(cite, resolver):
    (found,) = find_citations("《东北振兴“十四五”规划》", "zh", resolver)
    assert (found.status, found.candidates) == ("ambiguous", ("northeast-14th-fyp-plan-2021",))
    assert cite("《东北旅游“十四五”规划》", "zh") == [("《东北旅游“十四五”规划》", "unregistered")]


def test_the_number_of_the_congress_decides_which_report(cite):
    assert cite("党的十九大报告、二十大报告", "zh") == [
        ("党的十九大报告", "cpc-19th-congress-report-2017"),
        ("二十大报告", "unregistered"),
    ]


def test_a_book_is_no_policy_even_with_a_policy_in_its_title(cite):
    assert cite("《中国东北振兴战略》（第2版），刘力主编，人民出版社，2016年。", "zh") == []
    assert cite("《东北地区振兴规划》，人民出版社，2008年。", "zh") == [
        ("《东北地区振兴规划》", "northeast-revitalization-plan-2007")
    ]


def test_full_width_digits_are_digits(cite):
    assert cite("《中国制造２０２５》", "zh") == [("《中国制造２０２５》", "made-in-china-2025")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "language"),
    [
        ("“十四五”规划", "zh"),
        ("沈阳优化营商环境条例，", "zh"),
        ("国发〔2014〕28号，99号文件。", "zh"),
        ("the former plan and the latter plan ", "en"),
        ("the Food Security Law and Regulations on Pears. ", "en"),
    ],
)
def test_repeated_names_take_time_in_proportion(resolver, piece, language):
    taken = []
    for length in (20_000, 80_000):
        begun = time.process_time()
        find_citations(piece * (length // len(piece)), language, resolver)
        taken.append(time.process_time() - begun)
    assert taken[1] < 8 * taken[0] + 0.5


def test_year_and_kind_are_enough_where_the_text_names_the_subject(cite):
    text = "The Equipment Manufacturing Revitalization Opinions came first; the 2006 Opinions name ports."
    assert [policy for _, policy in cite(text)] == ["equipment-manufacturing-opinions-2006"] * 2


def test_a_broken_line_and_letters_for_digits_do_not_hide_a_citation(cite):
    text = "see Opinions on Accelerating the Reno-\nvation of Shantytowns (Guofa [2O13]\nNo. 25), section 2"
    assert cite(text) == [
        (
            "Opinions on Accelerating the Reno-\nvation of Shantytowns (Guofa [2O13]\nNo. 25)",
            "shantytown-opinions-2013",
        )
    ]


def test_the_score_is_higher_for_a_number_than_for_a_description(resolver):
    text = "Guofa [2013] No. 25 came first, the tourism plan of 2010 second."
    number, description = find_citations(text, "en", resolver)
    assert 1 > number.score > description.score > 0.5


def test_offsets_and_text_agree(resolver):
    text = "“Made in China 2025”, Guofa [2015]\nNo. 28 — 《中国制造2025》\u200b and the 13th FYP."
    for citation in find_citations(text, "en", resolver):
        assert text[citation.start : citation.end] == citation.text
