"""What many tests share: the release that ships, made once a session; a model of recorded answers."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from search.assistant import Assistant

CORPUS = Path(__file__).parents[1] / "corpus"
RECORDED = Path(__file__).parent / "recorded"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The release of corpus and register, without vectors. Nobody writes to it.

    Tests that publish few policies may be the first to ask for it: here all of them are wanted.
    """
    from ingest.publish import ingest, publisher
    from ontology.knowledge import load_knowledge
    from search.release import open_release

    data = tmp_path_factory.mktemp("shipped")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publisher, "load_knowledge", load_knowledge)
        ingest(data, [CORPUS], models=())
    return open_release(data)


class RecordedModel:
    """An OpenAI-compatible endpoint on this machine that answers from files in tests/recorded, in turn."""

    def __init__(self):
        self.requests = []
        self.answers = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                model.requests.append((self.path, dict(self.headers), body))
                with contextlib.suppress(ConnectionError):
                    send_recorded(self, model.answers[min(len(model.requests), len(model.answers)) - 1])

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def answering(self, *names, time_limit=20.0):
        """How to reach it, once it answers with these files."""
        self.answers = [json.loads((RECORDED / f"{name}.json").read_text("utf-8")) for name in names]
        self.requests.clear()
        return Assistant(self.url, "recorded", "a-key", time_limit)

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def send_recorded(handler, recorded):
    """Send one recorded answer: `content` as that of a completion, `body` as it is, `repeat` many times."""
    time.sleep(recorded.get("delay", 0))
    handler.send_response(recorded.get("status", 200))
    for name, value in recorded.get("headers", {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    for _ in range(recorded.get("times", 1)):
        handler.wfile.write(recorded.get("repeat", "").encode())
        time.sleep(recorded.get("pause", 0))
    if "content" in recorded:
        content = recorded["content"]
        said = content if isinstance(content, str) else json.dumps(content)
        recorded = {"body": json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]})}
    handler.wfile.write(recorded.get("body", "").encode())


@pytest.fixture
def recorded():
    """A language model that says what was recorded."""
    model = RecordedModel()
    yield model
    model.close()
