"""Whether the server keeps to its OpenAPI document: schemathesis with all its checks against a real one.

    python benchmarks/contract.py --seconds 300

makes a small release, serves it, and sends requests made from the document, well-formed and malformed ones,
without keys and with them. Prints a table; ends with 1 where an answer was not as declared, and tells which.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from machine import machine
from server import DRCGRAPH, serving

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
ARTICLES = ("2003-vows-revitalize-northeastern-base.md", "2006-heilongjiang-maps-resurgence.md")
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
# No vectors, so that a write takes seconds; no rate that would hide other answers.
SETTINGS = {"DRCGRAPH_MODELS": "", "DRCGRAPH_KEY_RATE": "1000000/second"}
PATIENCE = 120
"""Seconds that one answer may take: a write waits for the writes before it."""


@dataclass(frozen=True)
class Part:
    """Some of the operations, asked with the key of a scope or with none, for a share of the time."""

    name: str
    share: float
    options: tuple[str, ...]
    scope: str | None = None


PARTS = (
    Part("reading", 0.6, ("--exclude-tag", "writing", "--phases", "examples,coverage,fuzzing")),
    Part("writing without a key", 0.05, ("--include-tag", "writing", "--phases", "coverage")),
    Part("writing with a read key", 0.05, ("--include-tag", "writing", "--phases", "coverage"), "read"),
    Part(
        "writing with a write key", 0.3, ("--include-tag", "writing", "--phases", "coverage,fuzzing"), "write"
    ),
)


def main() -> int:
    """Runs all parts; 1 where one found something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=300, help="how long to ask, in all")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{machine()}; {given.seconds} s, seed {given.seed}\n")
    print("| part | operations | requests | not as declared |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        data = _release(Path(folder))
        keys = {scope: _key(data, scope) for scope in ("read", "write")}
        with serving(data, **SETTINGS) as server:
            found = [_run(part, server.address, keys, given, Path(folder)) for part in PARTS]
    return int(any(found))


def _release(folder: Path) -> Path:
    documents = folder / "documents"
    documents.mkdir()
    for name in ARTICLES:
        shutil.copy(CORPUS / name, documents)
    data = folder / "data"
    command = [DRCGRAPH, "ingest", "--data", data, documents]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **SETTINGS})
    return data


def _key(data: Path, scope: str) -> str:
    command = [DRCGRAPH, "keys", "add", f"contract-{scope}", "--scope", scope, "--data", data]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]


def _run(part: Part, address: str, keys: dict[str, str], given: argparse.Namespace, folder: Path) -> bool:
    """Prints the part's line, and what was found; whether something was."""
    report = folder / "report.json"
    command = [
        *(SCHEMATHESIS, "run", f"{address}/openapi.json", "--no-color", "--continue-on-failure"),
        *("--max-time", str(max(5, round(given.seconds * part.share))), "--seed", str(given.seed)),
        *("--request-timeout", str(PATIENCE), "--generation-database", "none"),
        # The hooks leave out most writes.
        *("--suppress-health-check", "filter_too_much"),
        *("--report", "json", "--report-json-path", report, *part.options),
    ]
    if part.scope:
        command += ["-H", f"Authorization: Bearer {keys[part.scope]}"]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "contract_hooks", "PYTHONPATH": str(HERE)}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder)
    if not report.exists():
        print(ran.stdout, ran.stderr, file=sys.stderr)
        return True
    told = json.loads(report.read_text(encoding="utf-8"))
    cases, failures = told["test_cases"], len(told["failures"]) + len(told["errors"])
    print(f"| {part.name} | {told['operations']['tested']} | {cases['generated']} | {failures} |", flush=True)
    if ran.returncode:
        print(ran.stdout, file=sys.stderr)
    return ran.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
