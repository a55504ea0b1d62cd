from fastapi.testclient import TestClient

from api.http.filters import Address
from api.http.page.chart import WIDTH, Axis
from api.http.page.interface import Interface
from api.http.page.network import network, shortened
from api.http.page.reference import Linker, Ref
from api.http.page.timeline import timeline
from ontology.knowledge import load_knowledge
from ontology.policy import Policy

HTML = {"accept": "text/html", "accept-language": "en"}
CITED = Address("/search", [("policy", "p")])


def policy(**values: str | None) -> Policy:
    return Policy(
        id="p", title_en="A plan", title_zh="", kind="plan", level="national", status="expired", **values
    )  # type: ignore[arg-type]


def test_a_policy_stands_in_force_from_its_first_to_its_last_day() -> None:
    line = timeline(
        policy(date="2010", valid_to="2015-12-31"), ["2012-03", "2012", "2014", None], CITED, 2026
    )
    assert line is not None
    assert line.start is not None
    assert 0 < line.start < line.start + line.width < WIDTH
    assert [(bar.year, bar.count) for bar in line.bars] == [(2012, 2), (2014, 1)]
    assert line.bars[0].href == "/search?policy=p&from=2012&to=2012"


def test_without_an_end_the_line_goes_on_to_the_present() -> None:
    line = timeline(policy(date="2010-06-01"), [], CITED, 2026)
    assert line is not None
    assert line.last == 2026
    assert line.start is not None
    assert round(line.start + line.width) == WIDTH
    assert not line.in_force


def test_only_what_is_known_to_last_is_said_to_be_in_force(client: TestClient) -> None:
    page = client.get("/policy/northeast-recent-support-opinions-2014", headers=HTML).text
    assert "validity not known" in page
    assert "from 2014-08-08, until when is not known" in page
    assert "since 2014-08-08" not in page


def test_a_policy_without_dates_has_no_time_line() -> None:
    assert timeline(policy(date=None), [None], CITED, 2026) is None


def test_bars_stay_inside_the_drawing() -> None:
    bars = Axis(2003, 2025).bars({2003: 1, 2025: 40}, CITED, 40)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.y >= 0 for bar in bars)


def test_a_network_has_what_a_policy_builds_on_at_its_left() -> None:
    linker = Linker(Interface("en"), load_knowledge())
    refs = [
        ("implements", [Ref("policy", "Older", "/policy/o")]),
        ("cites.inverse", [Ref("policy", "Newer", "/policy/n")]),
    ]
    drawing = network(policy(date="2010"), refs, linker)
    assert drawing is not None
    assert [(node.ref.label, node.x == 0) for node in drawing.nodes] == [("Older", True), ("Newer", False)]
    assert network(policy(date="2010"), [], linker) is None


def test_a_long_title_is_cut_by_its_breadth() -> None:
    assert shortened("short", 10) == "short"
    assert len(shortened("x" * 2000, 30)) <= 30
    assert len(shortened("国" * 2000, 30)) <= 15


def test_a_policy_can_be_walked_by_its_drawing(client: TestClient) -> None:
    page = client.get("/policy/northeast-revitalization-opinions-2003", headers=HTML).text
    drawing = page.partition('<svg class="network"')[2].partition("</svg>")[0]
    (first, *_) = [part.partition('"')[0] for part in drawing.split('<a href="')[1:]]
    assert client.get(first, headers=HTML).status_code == 200


def test_an_entity_shows_its_measures_by_instrument_and_year(client: TestClient) -> None:
    page = client.get("/region/heilongjiang", headers=HTML).text
    (link, *_) = page.partition('<dl class="instruments">')[2].partition('<a href="')[2].split('"')
    counted = client.get(link.replace("&amp;", "&"), headers=HTML)
    assert counted.status_code == 200
    assert 'class="card"' in counted.text
