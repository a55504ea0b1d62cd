"""The process that carries out one update on a store that nobody else has open.

Run as `python update_worker.py DIRECTORY MEMORY_MB SECONDS BASE`, the update on standard input; BASE may be
empty. What is wrong goes to standard error in one line, with exit status 3 where the update cannot be read
and 4 where it cannot be carried out.
"""

import resource
import sys
from pathlib import Path

from pyoxigraph import Store


def main(arguments: list[str]) -> int:
    """Carry the update out; 0, or 3 or 4 with the engine's message."""
    directory, memory_mb, seconds, base = arguments
    store = Store(directory)
    _limit(int(memory_mb), int(seconds))
    try:
        store.update(sys.stdin.buffer.read().decode(), base_iri=base or None)
        store.flush()
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        sys.stderr.write(" ".join(str(error).split()))
        return 3 if isinstance(error, SyntaxError) else 4
    return 0


def _limit(memory_mb: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        used = next(int(line.split()[1]) for line in lines if line.startswith("VmData"))
        limit = used * 1024 + (memory_mb << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
