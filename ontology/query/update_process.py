"""An update carried out in a process of its own, within limits."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from ontology.errors import ConflictError, DrcgraphError, InvalidInputError, LimitExceededError

_MALFORMED, _FAILED = 3, 4


def run_update(
    directory: Path, update: str, time_limit: float, memory_limit_mb: int, base: str | None = None
) -> None:
    """Carry out an update on the store in `directory`, which nobody else may have open.

    Relative IRIs stand against `base`. After an error the store is unfit for use. Raises InvalidInputError
    for what the engine cannot read, ConflictError where the graphs are not as the update wants them,
    LimitExceededError past `time_limit` seconds or `memory_limit_mb` beyond what an idle process has.
    """
    script = Path(__file__).with_name("update_worker.py")
    arguments = [str(directory), str(memory_limit_mb), str(int(time_limit) + 1), base or ""]
    started = time.monotonic()
    try:
        done = subprocess.run(  # noqa: S603  the command is ours
            [sys.executable, "-P", str(script), *arguments],
            input=update.encode(),
            capture_output=True,
            timeout=time_limit,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(time_limit, started) from error
    said = done.stderr.decode(errors="replace")
    if done.returncode == -signal.SIGXCPU:
        raise _too_long(time_limit, started)
    if done.returncode == _MALFORMED:
        raise InvalidInputError(f"Malformed SPARQL update: {said[:300]}")
    if done.returncode == _FAILED:
        raise ConflictError(f"The update was not carried out: {said[:300]}")
    if "memory" in said.lower():
        limit = f"{memory_limit_mb} MB"
        elapsed = time.monotonic() - started
        raise LimitExceededError(
            f"The update needs more than {limit}: split it.", limit=limit, elapsed=elapsed
        )
    if done.returncode != 0:
        raise DrcgraphError("The update crashed the engine: simplify it.")


def _too_long(time_limit: float, started: float) -> LimitExceededError:
    limit = f"{time_limit:g} s"
    elapsed = time.monotonic() - started
    return LimitExceededError(
        f"The update was stopped after {limit}: split it.", limit=limit, elapsed=elapsed
    )
