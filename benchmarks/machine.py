"""What is asked of a benchmark, what its figures were measured on, and how long a command takes."""

import argparse
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path


def asked(description: str | None) -> argparse.Namespace:
    """The options `runs` and `output`, from the command line."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--output", type=Path)
    return parser.parse_args()


def machine() -> str:
    """Date, processor, cores and memory, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(os.sched_getaffinity(0))
    day = datetime.now(UTC).date().isoformat()
    return f"{day}, {_processor()}, {cores} cores, {memory:.0f} GB, Python {platform.python_version()}"


def seconds(command: Sequence[str | Path]) -> float:
    """Wall time of a whole process, imports included. Raises CalledProcessError where it fails."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def row(name: str, times: Sequence[float]) -> str:
    """A line of a Markdown table: median, least and most, in seconds."""
    return f"| {name} | {statistics.median(times):.2f} | {min(times):.2f} | {max(times):.2f} |"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
