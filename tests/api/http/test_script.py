"""What script adds to the pages, in a real browser: nothing may be complained of in its console."""

import json
import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from api.http.bundle import bundle_index

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("CI") and not bundle_index(), reason="the package was not built"),
]
ARTICLE, POLICY = "article/2006-heilongjiang-maps-resurgence", "policy/northeast-revitalization-opinions-2003"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="en-US", reduced_motion="reduce", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def test_names_complete_what_is_typed_and_a_choice_is_searched_for(page: Page, address: str) -> None:
    page.goto(address)
    box = page.get_by_role("combobox")
    box.press_sequentially("heilongj")
    expect(page.get_by_role("option").first).to_be_visible()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
    name = chosen.locator(".name").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("article.hit").first).to_be_visible()
    assert page.get_by_role("combobox").input_value() == name


def test_escape_closes_the_names_and_keeps_what_was_typed(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").press_sequentially("heilongj")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.get_by_role("combobox").input_value() == "heilongj"


def test_a_mark_tells_its_entity_confidence_and_provenance_beside_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    page.locator(".prose a.m.region").first.click()
    detail = page.locator(".detail")
    expect(detail).to_contain_text("confidence")
    expect(detail).to_contain_text("drcgraph")
    page.keyboard.press("Escape")
    expect(detail).to_be_hidden()


def test_a_mark_reached_by_the_keyboard_tells_the_same(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    page.locator("#show-measure").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".detail")).to_contain_text("confidence")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.detail') !== null")


def test_marks_that_were_switched_off_stay_off_on_the_next_page(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    page.locator("#show-region").uncheck()
    page.goto(f"{address}/article/2003-vows-revitalize-northeastern-base")
    expect(page.locator("#show-region")).not_to_be_checked()


def test_a_network_is_walked_from_policy_to_policy(page: Page, address: str) -> None:
    page.goto(f"{address}/{POLICY}")
    page.get_by_role("button", name="Walk the network").click()
    expect(page.locator(".walk canvas").first).to_be_visible()
    page.get_by_text("The same in words").click()
    expect(page.locator(".walk-list li").first).to_be_visible()
    before = page.locator(".walk-list li").count()
    assert before > 0
    page.locator(".walk-list").get_by_role("button").first.click()
    expect(page.locator(".walk-chosen a")).to_be_visible()
    expect(page.locator(".walk-list li").nth(before)).to_be_visible()


def test_an_entity_has_its_neighbours_as_a_network(page: Page, address: str) -> None:
    page.goto(f"{address}/region/heilongjiang")
    page.get_by_role("button", name="Walk the network").click()
    expect(page.locator(".walk-chosen")).to_contain_text("Heilongjiang")


def test_years_are_chosen_by_drawing_over_the_histogram(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=industry")
    bars = page.locator("svg.histogram a")
    first, last = bars.first, bars.last
    years = [bar.get_attribute("data-year") for bar in (first, last)]
    boxes = [bar.locator(".hit-area").bounding_box() for bar in (first, last)]
    assert boxes[0] and boxes[1]
    page.mouse.move(boxes[0]["x"] + 1, boxes[0]["y"] + 10)
    page.mouse.down()
    page.mouse.move(boxes[1]["x"] + boxes[1]["width"] - 1, boxes[0]["y"] + 10, steps=5)
    page.mouse.up()
    page.wait_for_url(f"**from={years[0]}&to={years[1]}**")


def test_a_file_dropped_on_the_page_comes_back_with_its_citations(page: Page, address: str) -> None:
    page.goto(f"{address}/cite")
    page.evaluate(
        """text => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "letter.txt", { type: "text/plain" }));
            const options = { dataTransfer: carried, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent("dragover", options));
            document.body.dispatchEvent(new DragEvent("drop", options));
        }""",
        "Under Guofa [2015] No. 28, Heilongjiang should act.",
    )
    # The process that reads texts may have to start first.
    expect(page.locator("a.m.policy")).to_be_visible(timeout=60_000)


def test_an_example_query_is_run_and_can_be_downloaded(page: Page, address: str) -> None:
    page.goto(f"{address}/query")
    page.get_by_role("link", name="Which industries are named together").click()
    expect(page.locator(".yasr tbody tr").first).to_be_visible()
    link = page.get_by_role("link", name="CSV", exact=True)
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text().splitlines()) > 1


def test_a_class_of_the_ontology_is_completed(page: Page, address: str) -> None:
    page.goto(f"{address}/query")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("PREFIX drc: <https://w3id.org/drcgraph/ontology#> SELECT * { ?x a drc:Meas")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hint").first).to_contain_text("drc:Measure")


def test_a_query_that_cannot_be_read_is_answered_by_what_is_wrong(browser: Browser, address: str) -> None:
    # The browser itself tells its console of each answer of 400.
    page = browser.new_page(locale="en-US")
    page.goto(f"{address}/query?query=SELECT+nonsense")
    expect(page.locator(".yasr").get_by_role("alert")).to_contain_text("Malformed SPARQL")
    expect(page.get_by_role("alert")).to_have_count(1)
    assert page.get_by_role("link", name="CSV", exact=True).count() == 0
    page.close()


def test_nothing_is_asked_of_another_host(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "search?q=industry", POLICY, "query"):
        page.goto(f"{address}/{path}", wait_until="networkidle")
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_the_words_of_script_are_there_in_both_languages(page: Page, address: str) -> None:
    page.goto(f"{address}/query?ui=zh")
    words = json.loads(page.locator("[data-yasgui]").get_attribute("data-words") or "")
    assert words["tabs"] == "查询标签页"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_axe_finds_no_barrier_in_what_script_opens(browser: Browser, address: str, scheme: str) -> None:
    # The checker is put into the page as a script, which the pages' own policy forbids.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for name, opening in OPENINGS.items():
        opening(page, address)
        found[name] = [violation["id"] for violation in Axe().run(page).response["violations"]]
    context.close()
    assert found == {name: [] for name in OPENINGS}


def open_names(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").press_sequentially("heilongj")
    expect(page.get_by_role("listbox")).to_be_visible()


def open_detail(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    page.locator(".prose a.m.region").first.click()
    expect(page.locator(".detail")).to_be_visible()


def open_network(page: Page, address: str) -> None:
    page.goto(f"{address}/{POLICY}")
    page.get_by_role("button", name="Walk the network").click()
    expect(page.locator(".walk-chosen")).to_be_visible()
    page.get_by_text("The same in words").click()


def open_result(page: Page, address: str) -> None:
    page.goto(f"{address}/query")
    page.get_by_role("link", name="Which industries are named together").click()
    expect(page.locator(".yasr tbody tr a").first).to_be_visible()


OPENINGS = {"names": open_names, "detail": open_detail, "network": open_network, "result": open_result}
