import pytest
from fastapi.testclient import TestClient

TEXT = "根据国发〔2015〕28号文件，黑龙江省要发展石化产业。"


def test_a_text_is_annotated_as_on_the_command_line(client: TestClient) -> None:
    found = client.post("/api/annotate", json={"id": "a", "text": TEXT}).json()
    assert found.keys() == {"id", "language", "warnings", "mentions", "citations", "measures"}
    assert (found["id"], found["language"]) == ("a", "zh")
    (citation,) = found["citations"]
    assert (citation["policy"], citation["by"]) == ("made-in-china-2025", "number")
    assert TEXT[citation["start"] : citation["end"]] == citation["text"]


def test_citations_alone(client: TestClient) -> None:
    found = client.post("/api/cite", json={"text": TEXT}).json()
    assert found.keys() == {"id", "language", "warnings", "citations"}


def test_a_request_without_a_text_or_with_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/api/annotate", json={"id": "a"}).status_code == 400
    assert (
        client.post("/api/annotate", content="{", headers={"content-type": "application/json"}).status_code
        == 400
    )
    assert client.post("/api/annotate", json={"text": "x" * 1_000_001}).status_code == 413


@pytest.mark.parametrize("date", ["soon", "2018-02-30", "2018-13", ""])
def test_a_date_that_is_none_is_refused(client: TestClient, date: str) -> None:
    assert client.post("/api/cite", json={"text": TEXT, "date": date}).status_code == 400


def test_the_cite_page_links_what_it_finds(client: TestClient) -> None:
    page = client.post("/cite", data={"text": TEXT + "<b>"}, headers={"accept": "text/html"}).text
    assert 'href="/policy/made-in-china-2025"' in page
    assert "&lt;b&gt;" in page
    upload = {"file": ("note.txt", TEXT.encode("gb18030"), "text/plain")}
    assert 'href="/policy/made-in-china-2025"' in client.post("/cite", files=upload).text
    broken = client.post("/cite", files={"file": ("x.pdf", b"%PDF-nothing", "application/pdf")})
    assert broken.status_code == 400
