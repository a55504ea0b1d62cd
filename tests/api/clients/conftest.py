"""What clients that nobody here wrote are tried on: a server that reads, and one that takes writes too."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from api.http import create_app
from api.keys import KeyRing
from api.settings import load_settings

PATIENCE = 60


@dataclass(frozen=True)
class Endpoints:
    """Where to query and to update, and the header that allows the latter."""

    query: str
    update: str
    authorization: str


@pytest.fixture(scope="package")
def endpoints(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    """A server of a copy of the small release, in this process, where publishing is quick."""
    copy = tmp_path_factory.mktemp("written") / "data"
    shutil.copytree(data, copy, symlinks=True, copy_function=os.link, ignore=shutil.ignore_patterns("lock"))
    key = KeyRing(copy).add("clients", "write")
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(load_settings(data=copy)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    deadline = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    sparql = f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"
    yield Endpoints(sparql, f"{sparql}/update", f"Bearer {key}")
    server.should_exit = True
    thread.join(PATIENCE)
