"""Chat completions of an OpenAI-compatible endpoint, within limits of time and size, answered as JSON."""

import json
import math
import time
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from ontology.errors import DrcgraphError

if TYPE_CHECKING:
    import httpx

ANSWER_LIMIT = 1 << 20
"""Bytes that an answer may have."""
_TRIES, _FAILURES_IN_A_ROW = 3, 3
_REST = 60.0
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE)


class AssistantError(DrcgraphError):
    """The model gave no answer that can be used; the message says why, in a few words."""


class _BusyError(AssistantError):
    """It may answer when asked again."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """Where a model is asked: `url` as far as `/v1`, its name, the key, the seconds an answer may take.

    `patience` is how long all answers about one text may take together.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    time_limit: float = 60.0
    patience: float = math.inf


class ChatModel:
    """Asks one model. After a few failures in a row it is left alone for a while: all would wait in vain."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._failures = 0
        self._resting_until = 0.0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._assistant.model

    @property
    def patience(self) -> float:
        """Seconds that all answers about one text may take."""
        return self._assistant.patience

    def ask(self, instructions: str, question: str) -> dict[str, Any]:
        """The JSON object that the model answers. Raises AssistantError."""
        if time.monotonic() < self._resting_until:
            raise AssistantError("it failed too often of late and was not asked")
        try:
            answer = _object(self._content(self._retried(instructions, question)))
        except AssistantError:
            self._failures += 1
            if self._failures >= _FAILURES_IN_A_ROW:
                self._resting_until = time.monotonic() + _REST
            raise
        self._failures = 0
        return answer

    def _retried(self, instructions: str, question: str) -> bytes:
        """The response's body; a busy endpoint and a refused connection are tried again, ever later."""
        from tenacity import (
            Retrying,
            retry_if_exception_type,
            stop_after_attempt,
            stop_after_delay,
            wait_exponential,
        )

        deadline = time.monotonic() + min(self._assistant.time_limit, self._assistant.patience)
        attempts = Retrying(
            retry=retry_if_exception_type(_BusyError),
            stop=stop_after_attempt(_TRIES) | stop_after_delay(self._assistant.time_limit / 2),
            wait=wait_exponential(multiplier=0.2, max=5),
            reraise=True,
        )
        return attempts(self._post, instructions, question, deadline)

    def _post(self, instructions: str, question: str, deadline: float) -> bytes:
        import httpx

        messages = [{"role": "system", "content": instructions}, {"role": "user", "content": question}]
        body = {
            "model": self._assistant.model,
            "messages": messages,
            "temperature": 0,
            "response_format": {"type": "json_object"},
        }
        address = self._assistant.url.rstrip("/") + "/chat/completions"
        try:
            with self._client.stream(
                "POST", address, json=body, timeout=max(deadline - time.monotonic(), 0.01)
            ) as response:
                return _received(response, deadline)
        except httpx.TimeoutException as error:
            raise AssistantError(f"no answer within {self._assistant.time_limit:g} s") from error
        except httpx.ConnectError as error:
            raise _BusyError(f"{self._assistant.url} cannot be reached") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise AssistantError(f"the connection failed ({type(error).__name__})") from error

    @cached_property
    def _client(self) -> "httpx.Client":
        import httpx

        # No proxies, passwords or redirections: the text goes where the operator said, and nowhere else.
        headers = {"accept-encoding": "identity"}
        if self._assistant.key:
            headers["authorization"] = f"Bearer {self._assistant.key}"
        return httpx.Client(headers=headers, trust_env=False, follow_redirects=False)

    @staticmethod
    def _content(body: bytes) -> str:
        """What the model said, out of the completion."""
        try:
            content = json.loads(body)["choices"][0]["message"]["content"]
        except (ValueError, RecursionError, KeyError, IndexError, TypeError) as error:
            raise AssistantError("what came back is no chat completion") from error
        if not isinstance(content, str):
            raise AssistantError("the answer has no text")
        return content


def _received(response: "httpx.Response", deadline: float) -> bytes:
    """The body, given up when it grows too large or comes too slowly."""
    status = response.status_code
    if status in _BUSY:
        raise _BusyError(f"the endpoint answered {status}")
    if status != HTTPStatus.OK:
        raise AssistantError(f"the endpoint answered {status}")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise AssistantError("the answer is compressed, which was not asked for")
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > ANSWER_LIMIT:
            raise AssistantError(f"the answer is larger than {ANSWER_LIMIT >> 20} MB")
        if time.monotonic() > deadline:
            raise AssistantError("the answer did not end in time")
    return bytes(body)


def _object(content: str) -> dict[str, Any]:
    """The JSON object in the model's words, which may stand in a code fence."""
    text = content.strip()
    if text.startswith("```"):
        text = text.strip("`").removeprefix("json")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AssistantError("the answer is not JSON") from error
    if not isinstance(value, dict):
        raise AssistantError("the answer is no JSON object")
    return value
