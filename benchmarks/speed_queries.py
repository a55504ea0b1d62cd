"""Times of the competency queries on the shipped release and on a release many times its size.

python benchmarks/speed_queries.py DATA [--times 100] [--output benchmarks/speed_queries.md]

DATA holds a release. The large store has each document's graph `--times` times, copies under new ids, the
uptakes and transmissions between copies, and ontology, lists and register once; it is made in a temporary
folder and deleted. Queries run in the engine, warm, in one thread, whose processor time is taken; the
quickest of three runs counts, above two seconds the first.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from machine import machine

ROOT = Path(__file__).parent.parent
QUERIES = sorted((ROOT / "docs" / "queries").glob("*.rq"))
ARTICLES = "https://w3id.org/drcgraph/graph/article/"
DERIVED = "https://w3id.org/drcgraph/graph/derived"
LINKS = {"uptake", "transmission"}
OWN = {"article", "passage", "mention", "citation", "measure", "activity"}
_WITHIN = re.compile("(-p[0-9]+)?(#.*)?$|/.*")
PLACE = b"copy-number-"
RUNS, LONG_MS = 3, 2000


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = measure(options.data / "current" / "graph", Path(folder) / "graph", options.times)
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def measure(shipped: Path, folder: Path, times: int) -> str:
    """The table of both stores."""
    small = ox.Store.read_only(str(shipped))
    large = enlarge(small, folder, times)
    lines = [
        f"# Competency queries on {len(small):,} and {len(large):,} statements",
        "",
        machine(),
        "",
        f"| query | shipped, ms | {times} times, ms | rows there |",
        "|---|---:|---:|---:|",
    ]
    for path in QUERIES:
        query = path.read_text("utf-8")
        if "SERVICE" in query:  # needs the server's own services, not the engine alone
            continue
        (quick, _), (slow, rows) = clock(small, query), clock(large, query)
        lines.append(f"| {path.stem} | {quick:.0f} | {slow:.0f} | {rows:,} |")
    return "\n".join(lines)


def enlarge(small: ox.Store, folder: Path, times: int) -> ox.Store:
    """A store with the articles of `small` under new ids, again and again."""
    large = ox.Store(str(folder))
    quads = list(small.quads_for_pattern(None, None, None, None))
    names = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    ids = {name.removeprefix(ARTICLES) for name in names if name.startswith(ARTICLES)}
    large.bulk_extend(quads)
    copy = ox.serialize(renamed(quads, ids), format=ox.RdfFormat.N_QUADS) or b""
    for number in range(1, times):
        named = copy.replace(PLACE, f"copy-{number}-".encode())
        large.bulk_load(named, ox.RdfFormat.N_QUADS, lenient=True)
    large.flush()
    large.optimize()
    return large


def renamed(quads: list[ox.Quad], ids: set[str]) -> Iterator[ox.Quad]:
    """Documents' graphs with PLACE in their ids, and in those of findings, passages and readings."""
    known: dict[str, ox.NamedNode] = {}

    def again(node: ox.NamedNode) -> ox.NamedNode:
        value = node.value
        if value not in known:
            kind, _, rest = value.removeprefix("https://w3id.org/drcgraph/").partition("/")
            own = kind in LINKS or (kind in OWN and re.sub(_WITHIN, "", rest) in ids)
            known[value] = (
                ox.NamedNode(value.replace(f"{kind}/", f"{kind}/{PLACE.decode()}", 1)) if own else node
            )
        return known[value]

    for quad in quads:
        name = quad.graph_name
        if isinstance(name, ox.NamedNode) and name.value == DERIVED and linked(quad):
            value = again(quad.object) if isinstance(quad.object, ox.NamedNode) else quad.object
            yield ox.Quad(again(quad.subject), quad.predicate, value, name)
        elif isinstance(name, ox.NamedNode) and name.value.startswith(ARTICLES):
            subject = again(quad.subject) if isinstance(quad.subject, ox.NamedNode) else quad.subject
            value = again(quad.object) if isinstance(quad.object, ox.NamedNode) else quad.object
            graph = ox.NamedNode(f"{ARTICLES}{PLACE.decode()}{name.value.removeprefix(ARTICLES)}")
            yield ox.Quad(subject, quad.predicate, value, graph)


def linked(quad: ox.Quad) -> bool:
    """Whether a statement is of an uptake or a transmission."""
    subject = quad.subject
    return isinstance(subject, ox.NamedNode) and subject.value.split("/")[4] in LINKS


def clock(store: ox.Store, query: str) -> tuple[float, int]:
    """Milliseconds of processor time of the quickest run, and the rows."""
    best, rows = float("inf"), 0
    for _ in range(RUNS):
        begun = time.thread_time()
        rows = sum(1 for _ in store.query(query, use_default_graph_as_union=True))
        best = min(best, 1000 * (time.thread_time() - begun))
        if best > LONG_MS:
            break
    return best, rows


if __name__ == "__main__":
    main()
