"""Keys, their scopes and rates."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.keys import KeyRing
from api.settings import load_settings
from ontology.errors import InvalidInputError


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def test_a_key_that_may_read_only_is_refused_and_rates_are_kept(data_copy: Path) -> None:
    key = KeyRing(data_copy).add("reader", "read")
    with TestClient(create_app(load_settings(data=data_copy, key_rate="2/minute"))) as client:
        asked = [client.delete("/api/articles/x", headers=bearer(key)) for _ in range(3)]
    assert [answer.status_code for answer in asked] == [403, 403, 429]
    assert 0 < int(asked[-1].headers["retry-after"]) <= 60
    assert "'reader' is allowed 2 per 1 minute" in asked[-1].json()["detail"]


def test_reading_is_open_to_all_unless_a_rate_is_set(data_copy: Path) -> None:
    reader, other = (KeyRing(data_copy).add(name, "read") for name in ("reader", "other"))
    settings = load_settings(data=data_copy, open_rate="2/minute", key_rate="3/minute")
    with TestClient(create_app(settings)) as client:
        for address in ("/api/suggest?q=hei", "/catalog", "/api/suggest?q=hei"):
            last = client.get(address)
        assert last.status_code == 429
        assert int(last.headers["retry-after"]) > 0
        # A key has a rate of its own, whatever became of its address.
        asked = [client.get("/api/suggest", headers=bearer(reader)).status_code for _ in range(4)]
        assert asked == [200, 200, 200, 429]
        assert client.get("/sparql?query=ASK{}", headers=bearer(other)).status_code == 200
        assert client.get("/api/suggest", headers=bearer("unknown")).status_code == 401
        # Pages and what tells of the server's health are not counted.
        assert client.get("/healthz").status_code == client.get("/about").status_code == 200


def test_without_a_rate_for_reading_keys_are_not_looked_at(client: TestClient) -> None:
    assert client.get("/api/suggest?q=hei", headers=bearer("unknown")).status_code == 200


def test_a_rate_that_is_none_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="DRCGRAPH_OPEN_RATE has the value 'often'"):
        create_app(load_settings(data=tmp_path, open_rate="often"))


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_is_refused_as_a_problem(data: Path, chunked: bool) -> None:
    headers = {"content-type": "application/json"}
    body = b'{"text": "' + b"x" * 1_000_001 + b'"}'
    with TestClient(create_app(load_settings(data=data, body_limit_mb=1))) as client:
        answer = client.post("/api/cite", content=iter([body]) if chunked else body, headers=headers)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"]
