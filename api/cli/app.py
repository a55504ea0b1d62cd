"""The commands, and how they end: 0 done, 1 the work failed, 2 wrong usage; errors in one line."""

import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from api.cli import (
    annotate,
    assistant,
    correct,
    evaluate,
    exchange,
    ingest,
    keep,
    keys,
    register,
    releases,
    search,
    serve,
    sparql,
)
from api.cli.console import DataOption, note, silence_stdout
from ontology.errors import DrcgraphError

INTERRUPTED = 130  # what typer makes of Ctrl-C

app = typer.Typer(
    name="drcgraph",
    help="Knowledge graph and semantic search over policy articles on the revitalization of Northeast China.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"drcgraph {version('drcgraph')}\n")
        raise typer.Exit


@app.callback()
def _root(
    data: DataOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take the options that stand before the command; commands read them from the context."""


for module in (ingest, search, sparql, annotate, exchange, keep, serve, assistant, evaluate):
    for command in module.COMMANDS:
        app.command(command.__name__.rstrip("_"))(command)
app.add_typer(register.app)
app.add_typer(correct.app)
app.add_typer(releases.app)
app.add_typer(keys.app)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its status. No traceback reaches a user."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run a command and return its status."""
    try:
        status = app(arguments, prog_name="drcgraph", standalone_mode=False)
        sys.stdout.flush()
    except typer.Exit as end:
        return end.exit_code
    except TyperException as error:
        return _usage(error)
    except (typer.Abort, KeyboardInterrupt):
        note("drcgraph: interrupted")
        return 1
    except BrokenPipeError:
        silence_stdout()
        return 1
    except DrcgraphError as error:
        note(f"drcgraph: {error}")
        return 1
    except OSError as error:
        note(f"drcgraph: {_described(error)}")
        return 1
    except UnicodeError as error:
        note(f"drcgraph: {error}: use UTF-8 for input and output (PYTHONIOENCODING=utf-8)")
        return 1
    if status == INTERRUPTED:
        note("drcgraph: interrupted")
        return 1
    return status if isinstance(status, int) else 0


def _usage(error: TyperException) -> int:
    """Say in one line what was wrong with the command line; a bare group shows its help."""
    context = getattr(error, "ctx", None)
    message = error.format_message().replace("Value error, ", "")
    if "\n" in message:
        sys.stderr.write(message + "\n")
    else:
        place = context.command_path if context else "drcgraph"
        note(f"{place}: {message.rstrip('.')} (see `{place} --help`)")
    return error.exit_code


def _described(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"
