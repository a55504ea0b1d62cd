"""Reading texts: mentions, citations and measures of a file, of standard input, or of many lines."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from api.cli.console import AssistantOption, DataOption, note, read_settings, write, write_json
from ontology.errors import DrcgraphError, InvalidInputError

if TYPE_CHECKING:
    from ingest.annotate import Annotator
    from ontology.article import Annotation

Shape = dict[str, Any]
EXTRACTED = (".pdf", ".docx", ".html", ".htm")
File = Annotated[str, typer.Argument(metavar="FILE", help="A file of any format that ingest reads, or -.")]
Json = Annotated[bool, typer.Option("--json", help="Print the whole result as JSON.")]
Lines = Annotated[
    bool,
    typer.Option("--jsonl", help='Read {"id", "text"} a line and print one result a line, as they come.'),
]
BibliographyFormat = Annotated[
    Literal["bibtex", "ris", "csl", "gbt7714"] | None,
    typer.Option(
        "--format", help="Print what is cited as a bibliography, each entry with the passage that cites it."
    ),
]


def annotate(
    context: typer.Context,
    file: File,
    as_json: Json = False,
    as_lines: Lines = False,
    assistant: AssistantOption = None,
    data: DataOption = None,
) -> int:
    """Find the actors, industries, places, policies and measures of a text."""
    from api.reading import annotator
    from api.shape import annotation_shape

    settings = read_settings(context, data, assistant_reads=assistant)
    reader = annotator(settings.data, assistant=settings.reader)
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
    format_: BibliographyFormat = None,
    assistant: AssistantOption = None,
    data: DataOption = None,
) -> int:
    """Link the policy citations of a text to the register."""
    if format_ and (as_json or as_lines):
        raise typer.BadParameter(f"--format {format_} is a form of its own: leave --json and --jsonl out")
    from api.reading import annotator
    from api.shape import citation_shape

    settings = read_settings(context, data, assistant_reads=assistant)
    reader = annotator(settings.data, assistant=settings.reader)
    if format_:
        write(_bibliography(file, reader, format_))
        return 0
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


def _bibliography(file: str, reader: "Annotator", format_: str) -> str:
    from ingest.bibliography import cited_works, format_bibliography

    text, name = _text_of(file)
    found = reader.annotate(text, id=name)
    return format_bibliography(cited_works(text, found.citations, reader.knowledge, found.language), format_)


def _text_of(file: str) -> tuple[str, str]:
    """Text and id of a file; plain text and Markdown as they stand, `-` is standard input without an id.

    Raises InvalidInputError where it holds no text.
    """
    from ingest.read import UnreadableError, read_file
    from ingest.read.decode import decode

    path = Path(file)
    try:
        if file == "-":
            return decode(sys.stdin.buffer.read()), ""
        if path.suffix.lower() in EXTRACTED:
            return read_file(path).text, path.stem
        return decode(path.read_bytes()), path.stem
    except UnreadableError as error:
        raise InvalidInputError(f"{file} {error}") from error


def _each_line(file: str, reader: "Annotator", shaped: Callable[[str, "Annotation"], Shape]) -> int:
    """One result a line; a line that cannot be used gives an error object, and status 1 at the end."""
    status = 0
    for number, line in _lines(file):
        try:
            result = _line_result(line, number, reader, shaped)
        except (ValueError, RecursionError, DrcgraphError) as error:
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
