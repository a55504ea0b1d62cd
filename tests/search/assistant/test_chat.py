import time

import pytest

from search.assistant import Assistant, AssistantError, ChatModel


def test_the_answer_is_the_object_that_the_model_said(recorded):
    model = ChatModel(recorded.answering("fenced"))
    assert model.ask("Do this.", "A text.") == {"measures": [], "citations": []}
    path, headers, body = recorded.requests[0]
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer a-key"
    assert body["model"] == "recorded"
    assert [m["content"] for m in body["messages"]] == ["Do this.", "A text."]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("not-json", "not JSON"),
        ("a-list", "no JSON object"),
        ("nested", "no chat completion"),
        ("no-completion", "no chat completion"),
        ("refused", "answered 401"),
        ("broken", "answered 500"),
        ("moved", "answered 307"),
        ("compressed", "compressed"),
        ("ten-megabytes", "larger than 1 MB"),
    ],
)
def test_what_is_no_answer_is_said_in_a_line(recorded, name, words):
    with pytest.raises(AssistantError, match=words):
        ChatModel(recorded.answering(name)).ask("", "")


@pytest.mark.parametrize(
    ("name", "words"), [("slow", "no answer within"), ("endless", "did not end in time")]
)
def test_nobody_waits_longer_than_the_limit(recorded, name, words):
    started = time.monotonic()
    with pytest.raises(AssistantError, match=words):
        ChatModel(recorded.answering(name, time_limit=0.5)).ask("", "")
    assert time.monotonic() - started < 2.5


def test_a_busy_endpoint_is_asked_again(recorded):
    assert ChatModel(recorded.answering("busy", "fenced")).ask("", "") == {"measures": [], "citations": []}
    assert len(recorded.requests) == 2


def test_after_failures_in_a_row_it_is_asked_no_more(recorded):
    model = ChatModel(recorded.answering("broken"))
    for _ in range(5):
        with pytest.raises(AssistantError):
            model.ask("", "")
    assert len(recorded.requests) == 3


def test_an_endpoint_that_is_not_there_is_an_error_in_a_line():
    with pytest.raises(AssistantError, match="cannot be reached"):
        ChatModel(Assistant("http://127.0.0.1:1/v1", "m", time_limit=1)).ask("", "")


def test_the_key_is_not_shown():
    assert "secret" not in repr(Assistant("http://127.0.0.1/v1", "m", "secret"))
