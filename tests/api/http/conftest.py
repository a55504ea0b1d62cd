"""A browser for the tests that look at pages as readers do, and a client that writes."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from api.http import create_app
from api.keys import KeyRing
from api.settings import load_settings
from search.release import Release


@pytest.fixture(scope="package")
def shipped_address(shipped: Release, serve: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """A server of the release that ships."""
    with serve(shipped.graph.parents[2]) as address:
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
