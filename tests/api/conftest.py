"""A small real release, made once: two articles of the corpus and a few policies of the packaged register.

And servers of it, in processes of their own.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import httpx
import pytest
from fastapi.testclient import TestClient

from api.http import create_app, publishing
from api.settings import Settings, load_settings
from ingest.publish import ingest, publisher
from ontology.knowledge import Knowledge, load_knowledge

PATIENCE = 60
WRITING = 280
"""Seconds that a write may take."""
CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = (
    "2003-vows-revitalize-northeastern-base",
    "2006-heilongjiang-maps-resurgence",
)
POLICIES = frozenset(
    {
        "made-in-china-2025",
        "northeast-revitalization-strategy",
        "northeast-recent-support-opinions-2014",
        "northeast-revitalization-opinions-2003",
    }
)


def few_policies(register: Path | None = None, corrections: Path | None = None) -> Knowledge:
    """The knowledge with a few of the packaged policies, and all of a user's own."""
    whole = load_knowledge(register, corrections)
    left_out = load_knowledge().policies.keys() - POLICIES
    return replace(whole, policies={id_: p for id_, p in whole.policies.items() if id_ not in left_out})


@contextmanager
def quick_publishing() -> Iterator[None]:
    """Each policy that is published costs time: publish few, and in this process, which knows which."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publisher, "load_knowledge", few_policies)
        patch.setattr(publishing, "writing_process", lambda: ThreadPoolExecutor(1))
        yield


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with quick_publishing():
        yield


@pytest.fixture(scope="package")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one release. Tests that publish take a copy."""
    root = tmp_path_factory.mktemp("release")
    documents = root / "documents"
    documents.mkdir()
    for name in ARTICLES:
        shutil.copy(CORPUS / f"{name}.md", documents)
    with quick_publishing():
        ingest(root / "data", [str(documents)])
    return root / "data"


@pytest.fixture(scope="package")
def settings(data: Path) -> Settings:
    return load_settings(data=data)


@pytest.fixture(scope="package")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.fixture
def data_copy(data: Path, tmp_path: Path) -> Path:
    """The data folder once more. Files of a release never change, so hard links will do."""
    copy = tmp_path / "data"
    shutil.copytree(data, copy, symlinks=True, copy_function=os.link, ignore=shutil.ignore_patterns("lock"))
    return copy


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of a server of the data folder, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = (sys.executable, "-c", "from api.cli import main; main()")
    server = subprocess.Popen([*program, "serve", "--port", str(port), "--data", str(data)])
    try:
        address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
        while not answers(address):
            assert server.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Serves a data folder of a test's own."""
    return serving


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz") as answer:  # noqa: S310  an address of ours
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="package")
def address(data: Path) -> Iterator[str]:
    """A server of the small release."""
    with serving(data) as address:
        yield address


@pytest.fixture(scope="session")
def ended() -> Callable[[httpx.Client, dict[str, Any]], dict[str, Any]]:
    """Follows a job to its end; where it made a release, until that is served."""

    def follow(client: httpx.Client, job: dict[str, Any]) -> dict[str, Any]:
        deadline = time.monotonic() + WRITING
        while job["status"] == "running" or (
            job["release"] and client.get("/readyz").json()["release"] != job["release"]
        ):
            assert time.monotonic() < deadline
            time.sleep(0.2)
            job = client.get(f"/api/jobs/{job['id']}").json()
        return job

    return follow
