"""What commands share: where the data lies, text in and out, progress, and errors in one line."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.progress import TaskID

    from api.settings import Settings

Progress = Callable[[str, int, int], None]

DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder with the releases (DRCGRAPH_DATA; ./data otherwise)."),
]


AssistantOption = Annotated[
    bool | None,
    typer.Option(
        "--assistant/--no-assistant",
        help="Let the language model of the settings propose citations and measures, which are checked.",
    ),
]


def read_settings(context: typer.Context, data: Path | None, **options: object) -> "Settings":
    """The settings, with `--data` of the command, or of `drcgraph` itself, over the environment.

    `options` are other settings that the command was given, None where it was not.
    """
    from api.settings import load_settings

    return load_settings(data=data or context.find_root().params.get("data"), **options)


def write(text: str) -> None:
    """Print results on standard output, ended by a line break."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(value: object, *, line: bool = False) -> None:
    """Print a value as JSON, indented for people or on one line for pipes."""
    write(json.dumps(value, ensure_ascii=False, indent=None if line else 2))


def write_bytes(chunks: Iterable[bytes]) -> None:
    """Stream bytes to standard output as they come."""
    sys.stdout.flush()
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def note(message: str) -> None:
    """Tell the user something beside the results: one line on standard error."""
    sys.stderr.write(" ".join(message.split()) + "\n")


@contextmanager
def progress_report() -> Iterator[Progress]:
    """A callback `(step, done, total)`: bars in a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield _plain_progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield show


def _plain_progress() -> Progress:
    told: set[tuple[str, bool]] = set()

    def show(step: str, done: int, total: int) -> None:
        finished = done >= total > 0
        if (step, finished) not in told:
            told.add((step, finished))
            note(f"{step}: {done} of {total}" if finished else f"{step} …")

    return show


def silence_stdout() -> None:
    """After a broken pipe: let the interpreter's last flush go nowhere instead of failing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
