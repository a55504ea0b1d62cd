"""Search from the command line: one question for people or programs, a file of queries for evaluation."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from api.cli.console import DataOption, note, read_settings, write, write_json

Values = list[str] | None


def _filter(what: str) -> Any:  # noqa: ANN401  typer's option type is private
    return typer.Option(metavar="ID", help=f"Only about this {what}; may be given several times.")


def search(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="A question or words, English or Chinese.")
    ] = "",
    top: Annotated[int, typer.Option(min=1, help="How many documents to give.")] = 10,
    kind: Annotated[
        Literal["article", "policy"] | None, typer.Option(help="Only articles or only policies.")
    ] = None,
    region: Annotated[Values, _filter("region")] = None,
    industry: Annotated[Values, _filter("industry")] = None,
    actor: Annotated[Values, _filter("actor")] = None,
    instrument: Annotated[Values, _filter("policy instrument")] = None,
    policy: Annotated[Values, _filter("policy")] = None,
    publisher: Annotated[Values, typer.Option(metavar="NAME", help="Only from this publisher.")] = None,
    standing: Annotated[
        Values, typer.Option(help="Only with measures proposed, planned, under-way or done.")
    ] = None,
    date_from: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="From this date on.")
    ] = None,
    date_to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this date.")] = None,
    language: Annotated[
        Literal["en", "zh"] | None, typer.Option(help="Only documents in this language.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what the HTTP interface answers.")] = False,
    queries: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help='Queries as JSON lines, {"id", "text"}, instead of a question.'),
    ] = None,
    format: Annotated[  # noqa: A002  the option's name
        Literal["trec"] | None,
        typer.Option(help="Form of the run for --queries: `qid Q0 id rank score drcgraph`."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Find passages that answer a question, and why each was found."""
    if (queries is None) != (format is None):
        raise typer.BadParameter("--queries FILE and --format trec go together")
    if (queries is None) != bool(question.strip()):
        raise typer.BadParameter("give a QUESTION, or --queries FILE --format trec")
    if queries is not None and as_json:
        raise typer.BadParameter("--queries FILE gives a run as --format trec has it: leave --json out")
    from search.release import open_release
    from search.request import Filters, SearchQuery

    filters = Filters(
        kind=(kind,) if kind else (),
        region=tuple(region or ()),
        industry=tuple(industry or ()),
        actor=tuple(actor or ()),
        instrument=tuple(instrument or ()),
        policy=tuple(policy or ()),
        publisher=tuple(publisher or ()),
        standing=tuple(standing or ()),
        language=(language,) if language else (),
        date_from=date_from,
        date_to=date_to,
    )
    searcher = open_release(read_settings(context, data).data).searcher
    if queries is not None:
        pairs = list(read_queries(queries))
        rankings = searcher.rank([text for _, text in pairs], top, filters)
        for (query_id, _), ranking in zip(pairs, rankings, strict=True):
            _write_run(query_id, ranking)
        return
    shape = searcher.search(SearchQuery(question, filters=filters, top=top)).to_json()
    if as_json:
        write_json(shape)
    else:
        _show(shape)


def read_queries(path: Path) -> Iterator[tuple[str, str]]:
    """Ids and texts of a file of queries. Raises InvalidInputError naming the line that cannot be used."""
    from ontology.errors import InvalidInputError

    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _query(json.loads(line.decode("utf-8-sig")))
            except UnicodeDecodeError as error:
                message = f"{path} line {number} is not UTF-8 (byte {error.start + 1}): save it so"
                raise InvalidInputError(message) from error
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                message = f'{path} line {number} is not a query: write {{"id": "q1", "text": "…"}}'
                raise InvalidInputError(message) from error


def _query(item: dict[str, object]) -> tuple[str, str]:
    """Id and text. A run parts its fields by spaces, so that an id has none."""
    id_, text = item["id"] if "id" in item else item["_id"], item["text"]
    if not isinstance(id_, (str, int)) or not isinstance(text, str) or len(str(id_).split()) != 1:
        raise ValueError(id_)
    return str(id_), text


def _write_run(query_id: str, ranking: list[tuple[str, float]]) -> None:
    lines = [
        f"{query_id} Q0 {id_} {rank} {score:.6f} drcgraph\n" for rank, (id_, score) in enumerate(ranking, 1)
    ]
    if lines:
        write("".join(lines))


def _show(shape: dict[str, Any]) -> None:
    """Print the hits for people, the found words set off where the terminal can."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(soft_wrap=False, highlight=False)
    understood = ", ".join(f"{e['label']} ({e['type']})" for e in shape["interpretation"]["entities"])
    if understood:
        console.print(Text(f"understood: {understood}", style="dim"))
    for rank, hit in enumerate(shape["hits"], 1):
        console.print(Text.assemble(f"{rank:>2}. ", (hit["title"], "bold")))
        source = " · ".join(filter(None, (f"{hit['kind']}/{hit['id']}", hit["publisher"], hit["date"])))
        console.print(Padding(Text(source, style="dim"), (0, 0, 0, 4)))
        for passage in hit["passages"][:1]:
            text = Text(passage["text"])
            for start, end in passage["highlights"]:
                text.stylize("bold yellow", start, end)
            console.print(Padding(text, (0, 0, 0, 4)))
    console.print(
        Text(
            f"{shape['total']} results in {shape['took_ms']:.0f} ms, release {shape['release']}", style="dim"
        )
    )
    for warning in shape["warnings"]:
        note(f"drcgraph: {warning}")


COMMANDS = (search,)
