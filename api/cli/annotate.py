"""Reading texts: mentions, citations and measures of a file, of standard input, or of many lines."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.console import DataOption, note, read_settings, write, write_json

if TYPE_CHECKING:
    from ingest.annotate import Annotator
    from ontology.article import Annotation

Shape = dict[str, Any]
File = Annotated[str, typer.Argument(metavar="FILE", help="A file of any format that ingest reads, or -.")]
Json = Annotated[bool, typer.Option("--json", help="Print the whole result as JSON.")]
Lines = Annotated[
    bool,
    typer.Option("--jsonl", help='Read {"id", "text"} a line and print one result a line, as they come.'),
]


def annotate(
    context: typer.Context,
    file: File,
    as_json: Json = False,
    as_lines: Lines = False,
    data: DataOption = None,
) -> int:
    """Find the actors, industries, places, policies and measures of a text."""
    from api.reading import annotator
    from api.shape import annotation_shape

    reader = annotator(read_settings(context, data).data)
    if as_lines:
        return _each_line(file, reader, annotation_shape)
    shape = _read(file, reader, annotation_shape)
    if as_json:
        write_json(shape)
    else:
        _show(shape, ("mentions", "citations", "measures"))
    return 0


def cite(
    context: typer.Context,
    file: File,
    as_json: Json = False,
    as_lines: Lines = False,
    data: DataOption = None,
) -> int:
    """Link the policy citations of a text to the register."""
    from api.reading import annotator
    from api.shape import citation_shape

    reader = annotator(read_settings(context, data).data)
    if as_lines:
        return _each_line(file, reader, citation_shape)
    shape = _read(file, reader, citation_shape)
    if as_json:
        write_json(shape)
    else:
        _show(shape, ("citations",))
    return 0


def _read(file: str, reader: "Annotator", shaped: Callable[[str, "Annotation"], Shape]) -> Shape:
    text, name = _text_of(file)
    return shaped(name, reader.annotate(text, id=name))


def _text_of(file: str) -> tuple[str, str]:
    """Text and id of a file (`-`: standard input, without an id)."""
    from ingest.read.decode import decode

    if file == "-":
        return decode(sys.stdin.buffer.read()), ""
    return decode(Path(file).read_bytes()), Path(file).stem


def _each_line(file: str, reader: "Annotator", shaped: Callable[[str, "Annotation"], Shape]) -> int:
    """One result a line; a line that cannot be used gives an error object, and status 1 at the end."""
    status = 0
    for number, line in _lines(file):
        try:
            result = _line_result(line, number, reader, shaped)
        except ValueError as error:
            note(f"drcgraph: {file} line {number}: {error}")
            result, status = {"line": number, "error": str(error)}, 1
        write_json(result, line=True)
        sys.stdout.flush()
    return status


def _line_result(
    line: bytes, number: int, reader: "Annotator", shaped: Callable[[str, "Annotation"], Shape]
) -> Shape:
    try:
        item = json.loads(line)
    except ValueError as error:
        message = f'not JSON ({error}): write {{"id": …, "text": …}}'
        raise ValueError(message) from error
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise ValueError('no "text": write {"id": …, "text": …}')  # noqa: TRY004  the line is at fault
    id_ = str(item.get("id", item.get("_id", number)))
    return shaped(id_, reader.annotate(item["text"], item.get("language"), item.get("date"), id_))


def _lines(file: str) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers."""
    if file == "-":
        yield from ((n, line) for n, line in enumerate(sys.stdin.buffer, 1) if line.strip())
        return
    with Path(file).open("rb") as stream:
        yield from ((n, line) for n, line in enumerate(stream, 1) if line.strip())


def _show(shape: Shape, groups: tuple[str, ...]) -> None:
    """One finding a line, with where it stands and what it is."""
    for group in groups:
        for item in shape[group]:
            words = " ".join(item["text"].split())
            write(f"{item['start']}-{item['end']}\t{group[:-1]}\t{words}\t{_meaning(item)}")
    for warning in shape["warnings"]:
        note(f"drcgraph: {warning}")


def _meaning(item: Shape) -> str:
    if "by" in item:
        policies = item["policy"] or " or ".join(item["candidates"]) or "no policy of the register"
        return f"{item['status']}: {policies}"
    if "standing" in item:
        return f"{item['instrument']}, {item['standing']}"
    return f"{item['type']} {item['id']}"


COMMANDS = (annotate, cite)
