"""`drcgraph` with a register of one policy, for tests that write often.

`python benchmarks/w3c/small_server.py ARGUMENT…` takes what `drcgraph` takes. Each write is a release, for
which the whole register is read in a process of its own: neither has to do with SPARQL. All else, from the
command line to the publishing, is as it ships.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from api.cli import main
from api.http import publishing
from ingest.publish import publisher
from ontology.knowledge import Knowledge, load_knowledge

KEPT = "made-in-china-2025"


def small_knowledge(register: Path | None = None, corrections: Path | None = None) -> Knowledge:
    """The packaged knowledge with one of its policies."""
    whole = load_knowledge(register, corrections)
    return replace(whole, policies={KEPT: whole.policies[KEPT]})


if __name__ == "__main__":
    publisher.load_knowledge = small_knowledge  # type: ignore[attr-defined]  it imports the name
    publishing.writing_process = lambda: ThreadPoolExecutor(1)
    main()
