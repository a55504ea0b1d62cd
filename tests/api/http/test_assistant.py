"""A language model behind the HTTP interface: what it says comes beside what was found, never instead."""

from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import load_settings


def test_an_answer_that_cannot_be_phrased_stands_as_found(data, recorded, client) -> None:
    question = {"question": "What should Daqing build?"}
    plain = client.post("/api/ask", json=question).json()
    assert (plain["phrased"], plain["model"]) == ([], None)
    endpoint = recorded.answering("phrased-badly")
    settings = load_settings(data=data, assistant_url=endpoint.url, assistant_model=endpoint.model)
    with TestClient(create_app(settings)) as helped:
        answer = helped.post("/api/ask", json=question).json()
        assert answer["sentences"] == plain["sentences"] != []
        assert "stand as they were found" in answer["warnings"][-1]
        asked = len(recorded.requests)
        helped.post("/api/ask", json={**question, "phrase": False})
        assert len(recorded.requests) == asked == 1
