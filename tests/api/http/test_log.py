"""The log: JSON lines that tell which request they belong to."""

import json
import logging

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.http.log import JsonFormatter
from api.settings import load_settings


@pytest.fixture
def lines(caplog):
    """The lines that were logged, as they are written."""
    caplog.handler.setFormatter(JsonFormatter())
    caplog.set_level(logging.INFO, "drcgraph")
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


@pytest.fixture
def unready(tmp_path):
    with TestClient(create_app(load_settings(data=tmp_path)), raise_server_exceptions=False) as client:
        yield client


def test_each_request_is_a_line_with_its_id(lines, unready):
    unready.get("/healthz?secret=1", headers={"X-Request-ID": "mine-1"})
    line = lines()[-1]
    assert (line["id"], line["method"], line["path"], line["status"]) == ("mine-1", "GET", "/healthz", 200)
    assert line["ms"] >= 0
    assert line["time"].endswith("+00:00")


def test_a_failure_that_nobody_foresaw_is_found_by_the_id_of_its_answer(lines, unready, monkeypatch):
    monkeypatch.setattr(unready.app.state, "keeper", None)
    answer = unready.get("/readyz", headers={"X-Request-ID": "mine-2"})
    assert (answer.status_code, answer.headers["x-request-id"]) == (500, "mine-2")
    (line,) = [line for line in lines() if line["level"] == "error"]
    assert line["id"] == "mine-2"
    assert "AttributeError" in line["error"]


def test_an_id_that_could_forge_lines_is_not_taken(unready):
    assert unready.get("/healthz", headers={"X-Request-ID": "a b{}"}).headers["x-request-id"] != "a b{}"
