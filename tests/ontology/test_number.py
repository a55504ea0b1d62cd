"""Document numbers are found in every usual form, and nothing that only looks like one."""

import time

import pytest

from ontology.number import DocumentNumber, find_numbers, read_number

NORTHEAST_2014 = DocumentNumber("国发", 2014, 28)


@pytest.mark.parametrize(
    "written",
    [
        "国发〔2014〕28号",
        "国发[2014]28号",
        "国发【2014】28 号",
        "国发（2014）28号",
        "国发﹝2014﹞28号",
        "国发［２０１４］２８号",
        "国 发〔2014)\n28 号",
        "国发〔2O14〕2 8号",
        "国发〔2014 28号",
        "国发2014〕28号",
        "国务院2014年28号文件",
        "2014年国务院28号文件",
        "Guofa [2014] No. 28",
        "Guo Fa [2014] No.28",
        "Guofa No. 28 (2014)",
        "Guofa No. 28 of 2014",
        "GUOFA〔2014〕28",
        "guofa (2014) 28",
        "Guofa [2O14 No. 28",
        "Guofa [2014]\nNo. 28",
        "Guofa 2014 No. 28",
        "SC (2014) 28",
        "State Council Document No. 28 of 2014",
        "State Council Document [2014] No. 28",
        "Document No. 28 [2014] of the State Council",
        "Document No. 28 (2014) of the State Council",
        "Document No. 28 (2014) of the State Council of the People's Republic of China",
        "No. 28 [2014] of the State Council",
        "State Council Document 28 of 2014",
        "国发｛2014｝28号",
        "国发2014年28号文",
    ],
)
def test_all_ways_to_write_a_number_mean_the_same(written):
    [match] = find_numbers(f"see {written}, and")
    assert match.text == written
    assert match.number == NORTHEAST_2014


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("发改振兴〔2016〕623号", "发改振兴〔2016〕623号", "Fagai Zhenxing [2016] No. 623"),
        (
            "Fagai Zhenxing Gui [2016] No. 1966",
            "发改振兴规〔2016〕1966号",
            "Fagai Zhenxing Gui [2016] No. 1966",
        ),
        ("工信部联规〔2021〕206号", "工信部联规〔2021〕206号", "Gongxinbu Liangui [2021] No. 206"),
        ("Heizhengfa [2011] No. 11", "黑政发〔2011〕11号", "Heizhengfa [2011] No. 11"),
        ("沈政办发〔2020〕3号", "沈政办发〔2020〕3号", "Shenzhengbanfa [2020] No. 3"),
        ("Cai Shui [2004] No. 156", "财税〔2004〕156号", "Caishui [2004] No. 156"),
        ("国务院令第722号", "国务院令第722号", "State Council Order No. 722"),
        ("主席令第一一五号", "主席令第115号", "Presidential Order No. 115"),
        ("Order of the President No. 115", "主席令第115号", "Presidential Order No. 115"),
        ("State Council Letter [2014] No. 76", "国函〔2014〕76号", "Guohan [2014] No. 76"),
    ],
)
def test_a_number_has_one_chinese_and_one_english_form(written, zh, en):
    number = read_number(written)
    assert number is not None
    assert (number.zh, number.en) == (zh, en)


def test_a_list_repeats_neither_code_nor_year():
    found = find_numbers("Guofa [2014] No. 28, [2016] No. 62 and Guohan [2016] Nos. 31, 65 and 177")
    assert [m.number.zh for m in found] == [
        "国发〔2014〕28号",
        "国发〔2016〕62号",
        "国函〔2016〕31号",
        "国函〔2016〕65号",
        "国函〔2016〕177号",
    ]


def test_a_chinese_list_repeats_neither_code_nor_year():
    found = find_numbers("落实国发〔2009〕33号、〔2014〕28号和〔2016〕62号、67号文件")
    assert [m.number.zh for m in found] == [
        "国发〔2009〕33号",
        "国发〔2014〕28号",
        "国发〔2016〕62号",
        "国发〔2016〕67号",
    ]


def test_a_list_may_say_the_sign_of_a_number_once_and_orders_their_ordinal_each_time():
    found = find_numbers("落实国发〔2016〕62、28、67号；国务院令第588号、第722号")
    assert [m.text for m in found] == ["国发〔2016〕62", "28", "67号", "国务院令第588号", "722号"]
    assert [m.number.serial for m in found] == [62, 28, 67, 588, 722]
    assert [m.number.zh for m in find_numbers("国发〔2007〕38号，第28号附图")] == ["国发〔2007〕38号"]


def test_an_announcement_of_a_congress_is_the_same_with_and_without_its_term():
    written = "根据辽宁省第十三届人民代表大会常务委员会公告第三十四号"
    [match] = find_numbers(written)
    assert match.text == written.removeprefix("根据")
    assert match.number == read_number("辽宁省人民代表大会常务委员会公告〔十三届〕第34号")


@pytest.mark.parametrize(
    "text",
    [
        "国发股份（600538）2014年年报，28号仓库，第28号附图",
        "（2016）黑01民终62号判决，GF—2014—0028号合同",
        "从第二十八中学坐62路公交，28号楼和32号楼正在验收",
        "Invoice Guomao [2014] No. 28, Order No. 722 from the depot, train K28",
        "Judgment (2014) Ha Min San Chu Zi No. 28; Regional Studies, 2016, 28(7): 62-76",
        "No. 28 Middle School sang; Research Report No. 146 of 2018",
    ],
)
def test_look_alikes_are_left_alone(text):
    assert find_numbers(text) == []


def test_a_hyphen_stands_for_the_brackets_only_after_a_code():
    (found,) = find_numbers("See Guo Fa 2016-62 on it.")
    assert (found.text, found.number) == ("Guo Fa 2016-62", DocumentNumber("国发", 2016, 62))
    assert find_numbers("the State Council's plan 2016-20, Guofa 2016-2020") == []


def test_a_ministry_in_english_capitals_stands_before_its_department():
    (found,) = find_numbers("NDRC Zhenxing [2016] No. 623")
    assert found.number == DocumentNumber("发改振兴", 2016, 623)


def test_numbers_compare_with_their_open_parts_allowed():
    assert DocumentNumber("", None, 28).fits(NORTHEAST_2014)
    assert DocumentNumber("发改", 2007, 2176).fits(DocumentNumber("发改交运", 2007, 2176))
    assert DocumentNumber("冀政发", 2014, 37).fits(DocumentNumber("吉政发", 2014, 37))
    assert not DocumentNumber("国函", 2014, 28).fits(NORTHEAST_2014)
    assert not DocumentNumber("国发", 2015, 28).fits(NORTHEAST_2014)


@pytest.mark.parametrize("piece", ["[", "国发〔", "No. ", "Guofa [2014] ", "2014", "号", "《", "，28号"])
def test_time_is_linear_in_the_length(piece):
    started = time.perf_counter()
    find_numbers(piece * (200_000 // len(piece)))
    assert time.perf_counter() - started < 10
