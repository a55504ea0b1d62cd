"""Latency of search over HTTP: wrk asks the gold's questions of a running server.

python benchmarks/speed_search.py DATA [--seconds 20] [--output benchmarks/speed_search.md]

DATA is a data folder with a release. `drcgraph serve` runs on a free port, and each question is asked once
before the clock runs.
"""

import argparse
import json
import subprocess
import tempfile
import urllib.parse
from pathlib import Path

import httpx
from machine import machine
from server import serving

ROOT = Path(__file__).parent.parent
CONNECTIONS = (1, 4)

SCRIPT = """
local paths = {%s}
local next_path = 0
request = function()
  next_path = next_path %% #paths + 1
  return wrk.format("GET", paths[next_path])
end
done = function(summary, latency, requests)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("RESULT %%d %%d %%.2f %%.2f %%.2f\\n", summary.requests, bad,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
"""


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    lines = (ROOT / "benchmarks" / "gold" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    paths = ["/api/search?q=" + urllib.parse.quote(json.loads(line)["text"]) for line in lines]
    with serving(options.data) as server:
        for path in paths:
            httpx.get(server.address + path).raise_for_status()
        rows = [load(server.address, paths, connections, options.seconds) for connections in CONNECTIONS]
    report = "\n".join(
        [
            "# Speed of search over HTTP",
            "",
            f"`python benchmarks/speed_search.py DATA --seconds {options.seconds}`; {machine()}, "
            f"server and wrk on the same cores; {len(paths)} questions in turn.",
            "",
            "| connections | requests | failed | p50 ms | p95 ms | p99 ms |",
            "|---|---|---|---|---|---|",
            *rows,
        ]
    )
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def load(address: str, paths: list[str], connections: int, duration: int) -> str:
    """A row of the table, from one run of wrk."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % ", ".join(f'"{path}"' for path in paths))
        script.flush()
        threads = str(min(connections, 2))
        command = [
            "wrk",
            "-t",
            threads,
            "-c",
            str(connections),
            "-d",
            f"{duration}s",
            "-s",
            script.name,
            address,
        ]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result = next(line for line in output.splitlines() if line.startswith("RESULT"))
    return f"| {connections} | " + " | ".join(result.split()[1:]) + " |"


if __name__ == "__main__":
    main()
