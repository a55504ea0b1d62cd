import os
from pathlib import Path

import pytest

from ingest.read import read_file
from ingest.read.page import read_page

DRC = "Development Research Center of the State Council"

ENGLISH = """Subscribe to our letter and get the newest catalogue every month

You Are Here: Home > Publications> Articles

Use the Ports to Open the Hinterland of Liaoning(No.12, 2016)


Use the Ports to Open the Hinterland of Liaoning(No.12, 2016)

Research Team on Coastal Regions, DRC


The ports of Liaoning serve a hinterland of three provinces. Freight fell for two years.

First, we need to merge the ports. Second, we need to build railways.

Print    Close
Copyright Development Research Center of the State Council
"""

CHINESE = """订阅本站邮件
当前位置： 首页 > 研究成果 > 调查研究报告
以港口开放带动辽宁腹地发展
以港口开放带动辽宁腹地发展
国务院发展研究中心“沿海地区”课题组
发布时间：2016-05-04  来源：国务院发展研究中心

辽宁的港口服务于三省腹地，货运量连续两年下降。

一是整合港口；二是修建铁路。

【打印】【关闭】
"""


def test_a_drc_page_gives_title_once_team_and_publisher_and_text_alone():
    page = read_page(ENGLISH)
    assert page.title == "Use the Ports to Open the Hinterland of Liaoning(No.12, 2016)"
    assert (page.authors, page.publisher) == (("Research Team on Coastal Regions, DRC",), DRC)
    assert page.text == (
        "The ports of Liaoning serve a hinterland of three provinces. Freight fell for two years.\n\n"
        "First, we need to merge the ports. Second, we need to build railways."
    )


def test_a_chinese_drc_page_is_read_alike_and_dated():
    page = read_page(CHINESE)
    assert page.title == "以港口开放带动辽宁腹地发展"
    assert page.authors == ("国务院发展研究中心“沿海地区”课题组",)
    assert (page.publisher, page.date) == (DRC, "2016-05-04")
    assert page.text == "辽宁的港口服务于三省腹地，货运量连续两年下降。\n\n一是整合港口；二是修建铁路。"


@pytest.mark.parametrize(
    ("byline", "authors", "date"),
    [
        ("Zhang Wei & Li Na, Research Department of Industrial Economy, DRC", ("Zhang Wei", "Li Na"), ""),
        ("By Wang Lei and Sun Yu\nMay 4, 2016", ("Wang Lei", "Sun Yu"), "2016-05-04"),
        ("作者：张伟 李娜　　来源：国务院发展研究中心　　日期：2016年5月4日", ("张伟 李娜",), "2016-05-04"),
    ],
)
def test_authors_and_date_are_read_from_the_lines_below_the_title(byline, authors, date):
    page = read_page(f"Home > Articles\nOpen the Ports\n{byline}\n\nThe ports are closed. They should open.")
    assert (page.title, page.authors, page.date) == ("Open the Ports", authors, date)
    assert page.text == "The ports are closed. They should open."


def test_a_first_sentence_that_names_drc_stays_in_the_text():
    text = "DRC studied the ports of Liaoning, Jilin and Heilongjiang. They should open."
    page = read_page(f"You are here: Home\n\nOpen the Ports\n\nOpen the Ports\n\n{text}")
    assert (page.text, page.authors) == (text, ())


def test_a_text_without_a_banner_takes_its_heading_as_title():
    page = read_page("Notes on the ports\n\nThe ports are closed.\nThey should open.")
    assert (page.title, page.text) == ("Notes on the ports", "The ports are closed. They should open.")


def test_a_text_that_begins_with_a_sentence_has_no_title():
    page = read_page("The ports are closed. They should open.\n\nSoon.")
    assert (page.title, page.text) == ("", "The ports are closed. They should open.\n\nSoon.")


def test_words_parted_at_line_ends_are_joined():
    page = read_page("Ports\n\nThe ports of the prov-\nince are closed, and the\nrailways end before them.")
    assert page.text == "The ports of the province are closed, and the railways end before them."


@pytest.mark.skipif("DRCGRAPH_SEED" not in os.environ, reason="DRCGRAPH_SEED names no seed article")
def test_the_seed_article_is_read_without_its_banner_and_with_its_authors():
    document = read_file(Path(os.environ["DRCGRAPH_SEED"]))
    assert document.title.startswith("Bring into Play the Role of Three Factors")
    assert document.authors == ("Research Team on the Revitalization of Northeast China, DRC",)
    assert document.publisher == DRC
    assert "Alert" not in document.text and "You Are Here" not in document.text
    assert document.title not in document.text
    assert document.text.count("\n\n") == 3
