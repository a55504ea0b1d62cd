"""The three jobs in a real browser, with and without JavaScript, in both languages."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(params=["en-script", "en-plain", "zh-script", "zh-plain"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    language, script = request.param.split("-")
    locale = {"en": "en-US", "zh": "zh-CN"}[language]
    context = browser.new_context(
        locale=locale, java_script_enabled=script == "script", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    yield page
    context.close()
    assert complaints == []


def words(page: Page, english: str, chinese: str) -> str:
    return chinese if page.locator("html").get_attribute("lang") == "zh-Hans" else english


def test_a_question_leads_to_a_marked_sentence(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#q").fill("petrochemicals in Daqing")
    page.get_by_role("button", name=words(page, "Search", "检索")).click()
    hits = page.locator("article.hit")
    assert hits.count() > 0
    assert page.locator("mark.found").count() > 0
    page.locator("details.facets summary").first.click()
    page.locator(".facet a", has_text=words(page, "Article", "文章")).first.click()
    hits.first.locator("h2 a").click()
    assert page.locator(".prose .m").count() > 0


def test_a_pasted_text_comes_back_with_its_policies_linked(page: Page, address: str) -> None:
    page.goto(f"{address}/cite")
    page.get_by_role("textbox").fill("根据国发〔2015〕28号文件，黑龙江省要发展石化产业。")
    page.get_by_role("button", name=words(page, "Find citations", "查找引文")).click()
    page.locator("a.m.policy").click()
    assert page.locator("h1").inner_text() == words(page, "Made in China 2025", "中国制造2025")


def test_a_query_is_answered_as_a_table(page: Page, address: str, request: pytest.FixtureRequest) -> None:
    page.goto(f"{address}/query")
    scripted = request.node.callspec.params["page"].endswith("-script")
    name = "Run query" if scripted else words(page, "Run", "运行")
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("tbody tr").nth(3)).to_be_visible()


def test_measures_are_counted_and_opened(page: Page, address: str) -> None:
    page.goto(f"{address}/measures")
    page.locator(".matrix td a").first.click()
    assert page.locator("#cards article.card").count() > 0


@pytest.mark.parametrize(
    "path", ["/", "/search?q=industry", "/measures", "/policy/made-in-china-2025", "/query"]
)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(browser: Browser, address: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_marks_are_switched_off_by_the_legend(page: Page, address: str) -> None:
    page.goto(f"{address}/article/2006-heilongjiang-maps-resurgence")
    mark = page.locator(".prose .m.region").first
    before = mark.evaluate("node => getComputedStyle(node).backgroundColor")
    page.locator("#show-region").uncheck()
    assert mark.evaluate("node => getComputedStyle(node).backgroundColor") != before


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_axe_finds_no_barrier_on_any_page(browser: Browser, address: str, scheme: str) -> None:
    paths = (
        "/",
        "/search?q=industry",
        "/article/2006-heilongjiang-maps-resurgence",
        "/policy/made-in-china-2025",
    )
    paths += ("/region/heilongjiang", "/measures", "/cite", "/query?query=ASK+{}", "/about", "/nothing")
    # The checker is put into the page as a script, which the pages' own policy forbids.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for path in paths:
        page.goto(address + path)
        found[path] = [violation["id"] for violation in Axe().run(page).response["violations"]]
    context.close()
    assert found == {path: [] for path in paths}
