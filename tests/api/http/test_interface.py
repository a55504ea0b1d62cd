import pytest
from fastapi import Request

from api.http.negotiation import interface_language, media_type
from api.http.page.interface import Interface, strings
from api.http.page.query import examples
from api.http.problem import NotAcceptableError


def request(query: str = "", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "query_string": query.encode(), "headers": raw, "path": "/"})


def test_every_string_has_both_languages_and_the_same_blanks() -> None:
    for key, words in strings().items():
        assert words.keys() >= {"en", "zh"}, key
        blanks = [sorted(part.split("}")[0] for part in words[name].split("{")[1:]) for name in ("en", "zh")]
        assert blanks[0] == blanks[1], key


def test_every_example_query_tells_in_both_languages_what_it_answers() -> None:
    for example in examples():
        assert example.english.endswith("?"), example.name
        assert Interface.lang_of(example.chinese).startswith("zh"), example.name


def test_counts_have_a_singular_in_english() -> None:
    assert Interface("en").say("search.total", count=1) == "1 result"
    assert Interface("en").say("search.total", count=1200) == "1,200 results"
    assert Interface("zh").say("search.total", count=1) == "共 1 条结果"


def test_the_language_comes_from_the_switch_then_the_cookie_then_the_browser() -> None:
    assert interface_language(request(accept_language="zh-CN,zh;q=0.9,en;q=0.5")) == "zh"
    assert interface_language(request(accept_language="de,en;q=0.5")) == "en"
    assert interface_language(request(cookie="ui=zh", accept_language="en")) == "zh"
    assert interface_language(request("ui=en", cookie="ui=zh")) == "en"
    assert interface_language(request("ui=xx")) == "en"


def test_ids_with_slashes_and_marks_survive_in_addresses() -> None:
    assert Interface("en", "/prefix").path("policy", "a/b?c") == "/prefix/policy/a%2Fb%3Fc"


def test_the_best_accepted_type_is_chosen() -> None:
    offered = ["text/html", "text/turtle"]
    assert media_type(request(accept="text/turtle;q=0.9, text/html;q=0.1"), offered) == "text/turtle"
    assert media_type(request(), offered) == "text/html"


def test_what_cannot_be_had_is_said_with_what_can() -> None:
    with pytest.raises(NotAcceptableError, match=r"image/png.*text/turtle"):
        media_type(request(accept="image/png"), ["text/turtle"])
