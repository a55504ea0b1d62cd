"""Every page of the release that ships, at every width, light and dark: pictures of it, and what axe finds.

The pictures go to artifacts/screenshots, to be looked at.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]

PICTURES = Path(__file__).parents[3] / "artifacts" / "screenshots"
WIDTHS = {"phone": 390, "laptop": 1280, "wide": 1920}
LOCALES = {"en": "en-US", "zh": "zh-CN"}
TALLEST = 3200
PAGES = {
    "start": "/",
    "search": "/search?q=petrochemicals+in+Daqing+since+2010",
    "nothing": "/search?q=petrochemicals&region=daqing&from=1990&to=1991",
    "article": "/article/2018-heilongjiang-three-factors",
    "mention": "/article/2018-heilongjiang-three-factors#about-1",
    "policy": "/policy/northeast-revitalization-strategy",
    "region": "/region/daqing",
    "province": "/region/jilin",
    "industry": "/industry/petrochemical",
    "actor": "/actor/state-council",
    "instrument": "/instrument/soe-reform",
    "measures": "/measures",
    "uptake": "/uptake",
    "cite": "/cite",
    "query": "/query?query=ASK+{}",
    "about": "/about",
    "docs": "/docs",
    "error": "/search?q=ports&region=atlantis",
}
BARE = ("docs",)
"""Pages made by others' code, which axe is not asked about."""
CITING = "根据国发〔2014〕28号文件，落实《中国制造2025》和国发〔2099〕1号，以及哈尔滨冰雪经济规划。"


READERS = {
    "light-en": ("phone", "laptop", "wide"),
    "dark-en": ("phone", "laptop", "wide"),
    "light-zh": ("phone", "laptop"),
    "dark-zh": ("phone",),
}
"""Each kind of reader with the widths that are pictured."""


@pytest.fixture(params=READERS)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    scheme, language = request.param.split("-")
    # The checker is put into the page as a script, which the pages' own policy forbids.
    context = browser.new_context(color_scheme=scheme, locale=LOCALES[language], bypass_csp=True)
    context.set_default_timeout(120_000)
    yield context
    context.close()


def looked_at(page: Page, name: str, width: str, tag: str) -> list[str]:
    """Take the picture; what is wrong with the page, in words."""
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    wrong = []
    if page.evaluate("document.documentElement.scrollWidth") > WIDTHS[width]:
        wrong.append(f"{name} {width}: scrolls sideways")
    if width != "wide" and name not in BARE:
        found = Axe().run(page).response["violations"]
        wrong += [f"{name} {width}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in found]
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": WIDTHS[width], "height": max(900, height)})
    page.screenshot(path=PICTURES / f"{name}-{width}-{tag}.png")
    return wrong


def test_every_page_is_pictured_and_without_barriers(
    context: BrowserContext, shipped_address: str, request: pytest.FixtureRequest
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    reader = request.node.callspec.params["context"]
    page, wrong = context.new_page(), []
    for name, path in PAGES.items():
        page.goto("about:blank")
        answer = page.goto(shipped_address + path)
        assert answer is not None
        assert answer.status == (400 if name == "error" else 200), name
        for width in READERS[reader]:
            wrong += looked_at(page, name, width, reader)
    page.goto(f"{shipped_address}/cite")
    page.locator("textarea").fill(CITING)
    page.locator("form button.end").click()
    for width in READERS[reader]:
        wrong += looked_at(page, "cited", width, reader)
    assert wrong == []
