"""Lists are paged by cursors: a release that is published meanwhile repeats and skips nothing."""

import json
import re
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import load_settings
from ingest.publish import ingest, remove
from search.release import current_release_id, prune

HTML = {"accept": "text/html", "accept-language": "en"}
PLACES = ("Daqing", "Harbin", "Qiqihar", "Dalian", "Shenyang", "Changchun", "Jilin", "Yichun")
Page = Callable[[TestClient, str | None], tuple[list[str], str | None]]


def document(number: int, place: str) -> dict[str, str]:
    text = "\n\n".join(
        f"{place} should build {count} new railways." for count in ("two", "three", "four", "five")
    )
    return {"id": f"d{number}", "title": f"Railways of {place}", "date": f"20{number:02}", "text": text}


def publish(data: Path, numbers: range) -> None:
    file = data.parent / "documents.jsonl"
    lines = [json.dumps(document(number, PLACES[number % len(PLACES)])) for number in numbers]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert ingest(data, [str(file)], models=()).problems == ()


def found(client: TestClient, cursor: str | None) -> tuple[list[str], str | None]:
    asked = {"q": "railways", "top": "3", **({"cursor": cursor} if cursor else {})}
    answer = client.get("/api/search", params=asked).raise_for_status().json()
    return [hit["id"] for hit in answer["hits"]], answer["next"]


def newest(client: TestClient, cursor: str | None) -> tuple[list[str], str | None]:
    asked = {"kind": "article", "sort": "date", "top": "3", **({"cursor": cursor} if cursor else {})}
    answer = client.get("/api/search", params=asked).raise_for_status().json()
    return [hit["id"] for hit in answer["hits"]], answer["next"]


def measures(client: TestClient, cursor: str | None) -> tuple[list[str], str | None]:
    asked = {"kind": "article", "top": "5", **({"cursor": cursor} if cursor else {})}
    answer = client.get("/api/measures", params=asked).raise_for_status().json()
    return [f"{m['document']['id']}/{m['start']}" for m in answer["measures"]], answer["next"]


def result_page(client: TestClient, address: str | None) -> tuple[list[str], str | None]:
    page = client.get(address or "/search?kind=article&instrument=infrastructure", headers=HTML).text
    return re.findall(r'<h2[^>]*>\s*<a href="/article/(\w+)"', page), _later(page)


def measures_page(client: TestClient, address: str | None) -> tuple[list[str], str | None]:
    page = client.get(address or "/measures?kind=article", headers=HTML).text
    return re.findall(r'href="/article/(\w+#[\w-]+)"', page), _later(page)


def _later(page: str) -> str | None:
    link = re.search(r'<a [^>]*rel="next"[^>]*>', page)
    return unescape(re.findall(r'href="([^"#]*)', link[0])[0]) if link else None


def followed(client: TestClient, page: Page, cursor: str | None) -> list[str]:
    """All that is listed from the cursor on, from the beginning where there is none."""
    seen, cursor = page(client, cursor)
    while cursor:
        items, cursor = page(client, cursor)
        seen += items
    return seen


def until_served(client: TestClient, release: str | None) -> None:
    deadline = time.monotonic() + 60
    while client.get("/readyz").json()["release"] != release:
        assert time.monotonic() < deadline
        time.sleep(0.02)


LISTS = (found, newest, measures, result_page, measures_page)


@pytest.mark.slow
def test_lists_that_were_begun_are_read_to_their_end_while_releases_change(tmp_path: Path) -> None:
    data = tmp_path / "data"
    publish(data, range(10, 23))
    settings = load_settings(data=data, release_poll_seconds=0.02)
    with TestClient(create_app(settings)) as client:
        whole = {page: followed(client, page, None) for page in LISTS}
        begun = {page: page(client, None) for page in LISTS}
        for seen in whole.values():
            assert len(seen) == len(set(seen)) > 10
        # Some documents go, others come, before, between and behind those that were seen.
        publish(data, range(12, 30))
        until_served(client, current_release_id(data))
        half = {page: _next(client, page, *begun[page]) for page in LISTS}
        remove(data, ["d12", "d15", "d21", "d22", "d29"])
        until_served(client, current_release_id(data))
        for page in LISTS:
            items, cursor = half[page]
            rest = followed(client, page, cursor) if cursor else []
            assert [*begun[page][0], *items, *rest] == whole[page], page.__name__
            # Who begins anew reads what there is now.
            anew = followed(client, page, None)
            assert len(anew) == len(set(anew))
            assert not [item for item in anew if re.match("d(10|11|12|15)", item)], page.__name__
            assert [item for item in anew if item.startswith("d28")], page.__name__
        prune(data, 1)
    with TestClient(create_app(settings)) as client:
        for page in LISTS:
            cursor = begun[page][1]
            assert cursor is not None
            address = cursor if cursor.startswith("/") else f"/api/search?q=railways&top=3&cursor={cursor}"
            gone = client.get(address)
            assert gone.status_code == 410
            assert "start anew" in gone.json()["detail"]


def _next(client: TestClient, page: Page, _: list[str], cursor: str | None) -> tuple[list[str], str | None]:
    assert cursor is not None
    return page(client, cursor)
