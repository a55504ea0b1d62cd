"""A release's store validated while other work goes on: many articles in a process of their own."""

import json
import subprocess
import sys
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from ontology.errors import DrcgraphError
from ontology.store import GraphStore
from ontology.validation import ValidationReport, ValidationResult, validate_changes

FEW = 20
"""So many articles are checked sooner than a process is started."""


class StoreValidation:
    """The check of changed graphs in the store at `directory`, which nobody may write meanwhile.

    Begins when made, ends with `report`; leaving the context stops what still runs.
    """

    def __init__(self, directory: Path, articles: Collection[str], entries: Collection[str]) -> None:
        self._directory, self._articles, self._entries = directory, articles, entries
        self._process = self._start() if len(articles) > FEW else None

    def _start(self) -> "subprocess.Popen[bytes]":
        # -P: the working folder is not searched for modules, only what is installed.
        process = subprocess.Popen(  # noqa: S603  the command is ours
            [sys.executable, "-P", str(Path(__file__)), str(self._directory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if process.stdin is not None:
            with process.stdin as requests:
                requests.write(
                    json.dumps({"articles": [*self._articles], "entries": [*self._entries]}).encode()
                )
            process.stdin = None  # Closed: `communicate` would flush it.
        return process

    def report(self) -> ValidationReport:
        """What was found, once everything is checked. Raises DrcgraphError where the process broke down."""
        if self._process is None:
            return validate_changes(GraphStore(self._directory), self._articles, self._entries)
        said, errors = self._process.communicate()
        if self._process.returncode != 0:
            cause = errors.decode(errors="replace").strip().rpartition("\n")[2]
            raise DrcgraphError(f"The graph could not be validated ({cause}): publish again.")
        results = tuple(ValidationResult(**values) for values in json.loads(said))
        return ValidationReport(all(result.severity != "violation" for result in results), results)

    def __enter__(self) -> "StoreValidation":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


def _main() -> None:
    request = json.load(sys.stdin)
    store = GraphStore(Path(sys.argv[1]))
    report = validate_changes(store, request["articles"], request["entries"])
    json.dump([asdict(result) for result in report.results], sys.stdout)


if __name__ == "__main__":
    _main()
