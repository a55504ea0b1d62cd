"""Servers in processes of their own, and a browser, for the tests that look at pages as readers do."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from api.http import create_app
from api.keys import KeyRing
from api.settings import load_settings
from search.release import Release

PATIENCE = 60


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


@pytest.fixture(scope="package")
def shipped_address(shipped: Release) -> Iterator[str]:
    """A server of the release that ships."""
    with serving(shipped.graph.parents[2]) as address:
        yield address


# Playwright keeps an event loop running: in one module at a time, so that others can have their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one the test is skipped, but never in CI."""
    chromium = shutil.which("chromium")
    if chromium is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium here")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def writing(data_copy: Path) -> Iterator[TestClient]:
    """A client with a write key, on a server of a data folder of its own."""
    key = KeyRing(data_copy).add("tests", "write")
    app = create_app(load_settings(data=data_copy, release_poll_seconds=0.05))
    with TestClient(app, headers={"authorization": f"Bearer {key}"}) as client:
        yield client
