"""An analyst's work on the release that ships, counted by clicks; in both languages, without script too."""

import csv
import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from ontology.knowledge import Knowledge, load_knowledge
from ontology.policy import Policy

PATIENCE = 120_000

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]


class Analyst:
    """Somebody at a page, whose clicks are counted."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.clicks = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def save(self, target: Locator) -> str:
        """What a click on the target downloads."""
        self.clicks += 1
        with self.page.expect_download() as download:
            target.click()
        return download.value.path().read_text(encoding="utf-8-sig")

    def words(self, english: str, chinese: str) -> str:
        return chinese if self.language == "zh" else english


@pytest.fixture(params=["en-script", "en-plain", "zh-script", "zh-plain"])
def analyst(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Analyst]:
    language, script = request.param.split("-")
    locale = {"en": "en-US", "zh": "zh-CN"}[language]
    context = browser.new_context(locale=locale, java_script_enabled=script == "script")
    context.set_default_timeout(PATIENCE)
    yield Analyst(context.new_page(), language)
    context.close()


def thirty_policies(knowledge: Knowledge) -> list[Policy]:
    numbered = [p for p in knowledge.policies.values() if p.title_zh and p.number_zh and p.number_checked]
    return numbered[:30]


def reference(position: int, policy: Policy, knowledge: Knowledge) -> str:
    """As a Chinese reference list has it."""
    issuer = knowledge.actors[policy.issuers[0]].label_zh
    return f"[{position}] {issuer}. {policy.title_zh}[Z]. {policy.number_zh}, {(policy.date or '')[:4]}."


def test_thirty_pasted_references_become_a_bibliography_in_four_clicks(
    analyst: Analyst, shipped_address: str
) -> None:
    knowledge, page = load_knowledge(), analyst.page
    policies = thirty_policies(knowledge)
    page.goto(shipped_address)
    door = page.locator(".door", has_text=analyst.words("Citations, linked", "引文核对"))
    analyst.click(door)
    lines = [reference(n, policy, knowledge) for n, policy in enumerate(policies, 1)]
    page.get_by_role("textbox").fill("\n".join(lines))
    analyst.click(page.get_by_role("button", name=analyst.words("Find citations", "查找引文")))
    written = analyst.save(page.get_by_role("button", name="GB/T 7714"))
    assert analyst.clicks <= 4
    entries = written.splitlines()
    assert len(entries) == 30
    for policy, entry in zip(policies, entries, strict=True):
        assert policy.title_zh in entry
        assert (policy.number_zh or "") in entry
        assert (policy.date or "") in entry


def test_proposed_measures_for_petrochemicals_in_daqing_are_a_table_in_five_clicks(
    analyst: Analyst, shipped_address: str
) -> None:
    knowledge, page = load_knowledge(), analyst.page
    page.goto(shipped_address)
    question = analyst.words("petrochemical base in Daqing", "大庆的石化产业基地")
    analyst.click(page.locator(".examples a", has_text=question))
    analyst.click(page.locator(".to-measures a"))
    analyst.click(page.get_by_role("link", name=analyst.words("proposed", "建议"), exact=True))
    table = analyst.save(page.get_by_role("link", name=analyst.words("Download as CSV", "下载 CSV")))
    assert analyst.clicks <= 5
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows
    places = knowledge.narrower("region", "daqing")
    industries = knowledge.narrower("industry", "petrochemical")
    for row in rows:
        assert row["standing"] == "proposed"
        assert places & set(row["regions"].split("; "))
        assert industries & set(row["industries"].split("; "))
        assert row["quote"]
        assert row["title"]
        assert row["publisher"]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_question_is_followed_to_its_sentence_in_three_clicks(
    browser: Browser, shipped_address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page.goto(shipped_address)
    page.locator("#q").fill("how to keep talent in Heilongjiang")
    page.get_by_role("button", name="Search").click()
    page.locator("article.hit h2 a").first.click()
    page.locator(".prose .m").first.click()
    assert page.url.partition("#")[2]
    page.close()
