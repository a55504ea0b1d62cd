import pytest

from ingest.read.html import read_html
from ingest.read.unreadable import UnreadableError

PARAGRAPHS = [
    "The ports of Liaoning serve a hinterland of three provinces, and their freight has fallen for years.",
    "First, the province should merge its ports under one company. Second, it should build railways.",
    "None of this will come about without money from the state, which decides on it this year.",
]


def page(head, body, language="en"):
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'


def test_the_article_and_its_metadata_are_found_among_menus_and_footers():
    head = (
        "<title>Open the Ports - Example Daily</title><meta charset='utf-8'>"
        "<meta property='og:title' content='Open the Ports'><meta property='og:site_name' content='Daily'>"
        "<meta name='author' content='Li Na'><meta property='article:published_time' content='2018-03-26'>"
        "<link rel='canonical' href='https://example.org/2018/ports'>"
    )
    body = (
        "<nav><ul><li><a href='/'>Home</a><li><a href='/news'>News</a></ul></nav>"
        f"<article><h1>Open the Ports</h1><p>{'</p><p>'.join(PARAGRAPHS)}</p></article>"
        "<footer><p>Copyright Example Daily. All rights reserved.</p></footer><script>var a = 'x';</script>"
    )
    draft = read_html(page(head, body).encode())
    assert (draft.title, draft.publisher, draft.date) == ("Open the Ports", "Daily", "2018-03-26")
    assert (draft.authors, draft.url) == (("Li Na",), "https://example.org/2018/ports")
    assert draft.text == "\n\n".join(PARAGRAPHS)


def test_a_gbk_page_is_read_in_its_declared_encoding():
    text = "辽宁的港口服务于三省腹地，货运量连续两年下降，企业只能用卡车运输，成本居高不下。"
    body = (
        f"<div class='article'><h1>开放口岸</h1><p>{text}</p><p>{text[::-1]}</p><p>{text}第三段。</p></div>"
    )
    data = page("<meta charset='gb2312'><title>开放口岸</title>", body, "zh").encode("gbk")
    draft = read_html(data)
    assert draft.title == "开放口岸"
    assert text in draft.text


def test_a_page_without_an_article_is_said():
    with pytest.raises(UnreadableError, match="no article is found"):
        read_html(b"<html></html>")
