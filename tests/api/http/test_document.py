import csv
from io import StringIO

import pytest
from fastapi.testclient import TestClient


def test_an_article_comes_with_everything_read_in_it(client: TestClient) -> None:
    article = client.get("/api/articles/2006-heilongjiang-maps-resurgence").json()
    for group in ("mentions", "citations", "measures"):
        for item in article[group]:
            assert article["text"][item["start"] : item["end"]] == item["text"]
    for passage in article["passages"]:
        assert article["text"][passage["start"] : passage["end"]] == passage["text"]
    assert "source" not in article


def test_policies_and_entities_have_their_facts(client: TestClient) -> None:
    policy = client.get("/api/policies/made-in-china-2025").json()
    assert policy["number_zh"] == "国发〔2015〕28号"
    entity = client.get("/api/entities/region/heilongjiang").json()
    assert (entity["type"], entity["label_zh"]) == ("region", "黑龙江省")
    assert "2006-heilongjiang-maps-resurgence" in entity["mentioned_in"]
    assert client.get("/api/entities/poem/x").status_code == 404


def test_measures_come_as_json_and_as_csv(client: TestClient) -> None:
    found = client.get("/api/measures", params={"top": 1000}).json()
    assert found["total"] == len(found["measures"]) > 0
    table = client.get("/api/measures", params={"format": "csv"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(table.text.removeprefix("\ufeff"))))
    assert [row["quote"] for row in rows] == [measure["text"] for measure in found["measures"]]
    by_accept = client.get("/api/measures", headers={"accept": "text/csv"})
    assert by_accept.text == table.text


def test_pages_of_measures_hold_each_measure_once(client):
    whole = client.get("/api/measures", params={"top": 1000}).json()
    assert whole["next"] is None
    seen, page = [], client.get("/api/measures", params={"top": 3}).json()
    while page["next"]:
        seen += page["measures"]
        page = client.get("/api/measures", params={"top": 3, "cursor": page["next"]}).json()
    assert seen + page["measures"] == whole["measures"]


def test_a_cursor_of_other_measures_is_refused(client):
    following = client.get("/api/measures", params={"top": 1}).json()["next"]
    other = client.get("/api/measures", params={"standing": "done", "cursor": following})
    assert other.status_code == 400
    assert "another question" in other.json()["detail"]


@pytest.mark.parametrize(
    "name",
    ["kind", "region", "industry", "actor", "instrument", "policy", "publisher", "standing", "language"],
)
def test_an_unknown_value_of_a_filter_is_never_taken_for_no_measures(client: TestClient, name: str) -> None:
    answer = client.get("/api/measures", params={name: "atlantis"})
    assert answer.status_code == 400
    assert "'atlantis' is unknown" in answer.json()["detail"]


def test_measures_are_filtered_by_names_as_by_ids(client: TestClient) -> None:
    by_id, by_name = (
        client.get("/api/measures", params={"region": region}).json() for region in ("heilongjiang", "黑龙江")
    )
    assert by_id["measures"] == by_name["measures"]
    assert by_id["total"] > 0
