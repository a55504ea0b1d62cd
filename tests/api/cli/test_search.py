import json
from pathlib import Path

import pytest

from api.cli.app import run


def search(data: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["search", *arguments, "--json", "--data", str(data)])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        ([""], 2, "QUESTION"),
        (["steel", "--top", "0"], 2, "--top"),
        (["steel", "--top", "1000000000"], 1, "1000000000"),
        (["steel", "--language", "fr"], 2, "fr"),
        (["steel", "--region", "atlantis"], 1, "atlantis"),
        (["steel", "--from", "2020", "--to", "2016"], 1, "reversed"),
        (["steel", "--from", "yesterday"], 1, "yesterday"),
    ],
)
def test_what_cannot_be_asked_is_an_error_that_names_it(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, named: str
) -> None:
    found, out, err = search(data, capsys, *arguments)
    assert (found, out, err.count("\n")) == (status, "", 1)
    assert named in err


@pytest.mark.parametrize(
    ("question", "warned"),
    [
        ("the of and", False),
        ("?!… 。", True),
        ('title:"steel" AND (', False),
        ("промышленность региона", False),
        ("steel " * 17_000, True),
    ],
)
def test_odd_questions_are_answered(
    data: Path, capsys: pytest.CaptureFixture[str], question: str, warned: bool
) -> None:
    status, out, _ = search(data, capsys, question)
    assert status == 0
    assert bool(json.loads(out)["warnings"]) == warned


def test_filters_that_leave_nothing_find_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = search(data, capsys, "steel", "--kind", "policy", "--from", "1900", "--to", "1901")
    assert (status, json.loads(out)["total"]) == (0, 0)


def test_a_file_of_queries_may_ask_for_more_than_there_is(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"_id": 1, "text": "steel"}, {"id": "b", "text": ""}, {"id": "c", "text": "?!"}]
    queries = tmp_path / "queries.jsonl"
    queries.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    arguments = ["--queries", str(queries), "--format", "trec", "--top", "1000000000", "--data", str(data)]
    assert run(["search", *arguments]) == 0
    found = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert {line[0] for line in found} == {"1"}
    assert [int(line[3]) for line in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "q1", "text": "国有企业"}'.encode("gbk"), "not UTF-8"),
        (b'{"text": "steel"}', "not a query"),
        (b'{"id": "q 1", "text": "steel"}', "not a query"),
        (b'{"id": "q1", "text": 5}', "not a query"),
        (b'["q1", "steel"]', "not a query"),
    ],
)
def test_a_query_that_a_run_cannot_hold_is_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, message: str
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_bytes(b'{"id": "q0", "text": "steel"}\n' + line + b"\n")
    status = run(["search", "--queries", str(queries), "--format", "trec", "--data", str(data)])
    told = capsys.readouterr()
    assert (status, told.out, told.err.count("\n")) == (1, "", 1)
    assert "line 2" in told.err
    assert message in told.err


@pytest.mark.parametrize("arguments", [(" ",), ("steel", "--queries", "q.jsonl", "--format", "trec")])
def test_one_question_or_a_file_of_them_is_asked(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert run(["search", *arguments, "--data", str(data)]) == 2
    assert "QUESTION, or --queries" in capsys.readouterr().err


def test_people_see_the_warnings_of_a_search(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "?!…", "--data", str(data)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("0 results")
    assert "no word" in told.err
