import json
from pathlib import Path

from fastapi.testclient import TestClient

from api.http import create_app
from api.http.page.quality import quality
from api.settings import load_settings
from ingest.publish import ingest

HTML = {"accept": "text/html", "accept-language": "en"}


def about(data: Path, language: str = "en") -> str:
    with TestClient(create_app(load_settings(data=data))) as client:
        return client.get("/about", headers=HTML | {"accept-language": language}).text


def test_it_counts_what_is_there_and_names_its_sources(client: TestClient) -> None:
    page = client.get("/about", headers=HTML).text
    assert 'href="/search?kind=article">2</a>' in page
    assert "/search?publisher=" in page
    assert "This is the first release." in page


def test_quality_is_told_with_intervals_and_cases() -> None:
    for table in quality():
        for figure in table.figures:
            assert 0 < figure.low <= figure.value <= figure.high <= 1
            assert figure.cases >= 50
    subjects = [figure.subject for table in quality() for figure in table.figures]
    assert subjects[:5] == [
        f"quality.{name}" for name in ("actor", "industry", "region", "policy", "measure")
    ]


def test_articles_are_scored_on_what_no_model_has_seen() -> None:
    kept = json.loads(
        (Path(__file__).parents[3] / "benchmarks" / "baseline.json").read_text(encoding="utf-8")
    )
    seen = {
        row["subject"]: row["f1"]
        for row in kept["scores"]
        if (row["set"], row["part"]) == ("articles", "all")
    }
    (articles, *_) = quality()
    assert all(figure.value < seen[figure.subject.removeprefix("quality.")] for figure in articles.figures)


def test_what_changed_since_the_last_release_is_told(data_copy: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("---\ntitle: Ports\n---\nLiaoning should merge its ports.\n", encoding="utf-8")
    ingest(data_copy, [str(note)])
    page = about(data_copy)
    assert "1 document added" in page
    assert "+1 since the last release" in page
    assert "较上版 +1" in about(data_copy, "zh")
