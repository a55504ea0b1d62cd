import json
import os
import signal
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli.app import app, run

PROGRAM = (sys.executable, "-c", "from api.cli import main; main()")


def commands() -> dict[str, object]:
    found = {}
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        found |= {f"{name} {sub}": c for sub, c in below.items()} if below else {name: command}
    return found


def test_the_commands_are_those_that_are_promised() -> None:
    promised = {"ingest", "remove", "register add", "register check", "search", "sparql", "annotate", "cite"}
    promised |= {"validate", "serve", "evaluate", "releases list", "releases rollback", "releases prune"}
    assert promised <= commands().keys()


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_has_help(name: str) -> None:
    command = commands()[name]
    assert command.help  # type: ignore[attr-defined]
    for parameter in command.params:  # type: ignore[attr-defined]
        assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from api.cli.app import run; run(['--help']);"
        "heavy = {'numpy', 'spacy', 'torch', 'faiss', 'fastapi', 'pydantic', 'rdflib', 'pyoxigraph'};"
        "sys.exit(str(heavy & sys.modules.keys()) if heavy & sys.modules.keys() else 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["frobnicate"], 2, "frobnicate"),
        (["search", "--nope", "x"], 2, "--nope"),
        (["search"], 2, "QUESTION"),
        (["ingest"], 2, "PATH"),
        (["search", "x", "--top", "0"], 2, "--top"),
        (["search", "x", "--data", "/nowhere"], 1, "drcgraph ingest"),
        (["annotate", "/nowhere"], 1, "/nowhere: No such file"),
        (["register", "check", "/nowhere.csv"], 1, "/nowhere.csv"),
        (["releases", "rollback", "x", "--data", "/nowhere"], 1, "releases list"),
    ],
)
def test_errors_are_one_line_that_names_the_value(
    arguments: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == status
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert words in told.err


def test_search_prints_what_the_interface_answers(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data", str(data), "search", "petrochemicals in Daqing", "--top", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["hits"]) == 2
    assert run(["search", "petrochemicals in Daqing", "--data", str(data)]) == 0
    assert "results in" in capsys.readouterr().out


def test_a_file_of_queries_gives_a_trec_run(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"_id": "q1", "text": "steel"}\n\n{"id": "q2", "text": "石化"}\n')
    asked = ["search", "--data", str(data), "--queries", str(queries), "--top", "5", "--format", "trec"]
    assert run(asked) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert {row[0] for row in rows} == {"q1", "q2"}
    assert all((row[1], row[5], len(row)) == ("Q0", "drcgraph", 6) for row in rows)
    ranked = [(int(row[3]), float(row[4])) for row in rows if row[0] == "q1"]
    assert [rank for rank, _ in ranked] == list(range(1, len(ranked) + 1))
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)


def test_a_broken_line_of_queries_is_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "q1", "text": "steel"}\nnonsense\n')
    assert run(["search", "--data", str(data), "--queries", str(queries), "--format", "trec"]) == 1
    assert f"{queries} line 2" in capsys.readouterr().err


def test_sparql_streams_its_result(data: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["sparql", "--data", str(data), "SELECT (1 AS ?one) {}"]) == 0
    assert capfdbinary.readouterr().out.split() == [b"one", b"1"]
    assert run(["sparql", "--data", str(data), "SELECT (1 AS ?one) {}", "--format", "json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["results"]["bindings"]
    assert run(["sparql", "--data", str(data), "SELECT"]) == 1


def test_releases_are_listed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["releases", "list", "--data", str(data)]) == 0
    assert capsys.readouterr().out.startswith("* ")


def test_lines_are_annotated_as_they_come_and_broken_ones_are_told(data: Path) -> None:
    lines = '{"id": "a", "text": "国发〔2015〕28号"}\nnonsense\n{"id": "c"}\n{"id": "d", "text": ""}\n'
    done = subprocess.run(
        [*PROGRAM, "cite", "-", "--jsonl", "--data", str(data)], input=lines, capture_output=True, text=True
    )
    first, second, third, fourth = map(json.loads, done.stdout.splitlines())
    assert first["citations"][0]["policy"] == "made-in-china-2025"
    assert (second["line"], third["line"]) == (2, 3)
    assert "error" in second
    assert fourth["citations"] == []
    assert done.returncode == 1
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == ["- line 2", "- line 3"]


def test_a_reader_that_goes_away_leaves_no_traceback(data: Path) -> None:
    query = "SELECT * { ?s ?p ?o }"
    process = subprocess.Popen(
        [*PROGRAM, "sparql", query, "--data", str(data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(30) == 1
    assert process.stderr is not None
    with process.stderr as told:
        assert b"Traceback" not in told.read()


def test_interruption_is_one_line(data: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "annotate", "-", "--jsonl", "--data", str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ,
        # A shell has what it runs in the background ignore the signal, and that is inherited.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"text": "x"}\n')
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (1, b"drcgraph: interrupted\n")


@pytest.mark.parametrize("arguments", [("--format", "ris", "--json"), ("--format", "csl", "--jsonl")])
def test_one_form_of_citations_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert run(["cite", str(tmp_path / "letter.txt"), *arguments]) == 2
    assert arguments[1] in capsys.readouterr().err


def test_a_query_that_is_not_utf8_is_told(data: Path) -> None:
    answer = subprocess.run(
        [*PROGRAM, "sparql", "-", "--data", str(data)],
        input='SELECT * { ?s ?p "国有" }'.encode("gbk"),
        capture_output=True,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith(b"drcgraph: the query is not UTF-8 (byte 19)")
    assert answer.stderr.count(b"\n") == 1


def test_output_that_the_terminal_cannot_show_is_told_in_a_line(data: Path) -> None:
    answer = subprocess.run(
        [*PROGRAM, "search", "国有企业", "--json", "--data", str(data)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert answer.returncode == 1
    assert b"PYTHONIOENCODING=utf-8" in answer.stderr
    assert answer.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", ["serve", "mcp"])
def test_an_address_that_is_taken_is_told_in_a_line(
    data: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run([command, "--port", port, "--data", str(data)]) == 1
    told = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in told
    assert "--port" in told
    assert told.count("\n") == 1


def test_a_server_tells_the_free_port_that_it_took(data: Path) -> None:
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--data", str(data)], stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    address = server.stderr.readline().split()[2]
    served = server.stderr.readline()
    server.send_signal(signal.SIGINT)
    server.communicate()
    assert address.startswith("http://127.0.0.1:")
    assert not address.endswith(":0/")
    assert served.startswith("serving release")
    assert server.returncode == 0


def test_a_file_is_no_data_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").write_text("x")
    for command in (["serve"], ["search", "steel"], ["releases", "list"]):
        assert run([*command, "--data", str(tmp_path / "data")]) == 1
        told = capsys.readouterr().err
        assert "name a folder" in told
        assert told.count("\n") == 1
