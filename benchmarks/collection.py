"""A retrieval collection in BEIR's form, ingested and searched as any user would, and scored.

python benchmarks/collection.py DIR... [--data FOLDER] [--output benchmarks/collections.md]

Each DIR holds corpus.jsonl (or .jsonl.gz), queries.jsonl and qrels.tsv. With --data the releases stay in
FOLDER/<name of DIR>, and what is there already is not ingested again.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from machine import machine

from search.evaluation import evaluate_search, read_queries

DRCGRAPH = Path(sys.executable).with_name("drcgraph")


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directories", type=Path, nargs="+")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        rows = [row(directory, options.data or Path(temporary)) for directory in options.directories]
    report = "\n".join(
        [
            "# Public collections",
            "",
            f"`python benchmarks/collection.py DIR...`; {machine()}.",
            "",
            "| collection | queries | nDCG@10 | 95% interval | recall@100 |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def row(directory: Path, folder: Path) -> str:
    """A row of the table for the collection in `directory`, whose release is in `folder` or put there."""
    data = folder / directory.name
    if not (data / "current").exists():
        # Status 1 says that lines without title and text were left out; without a release the search fails.
        subprocess.run([DRCGRAPH, "ingest", next(directory.glob("corpus.jsonl*")), "--data", data])
    command = [DRCGRAPH, "search", "--queries", directory / "queries.jsonl", "--top", "100"]
    run = subprocess.run(
        [*command, "--kind", "article", "--format", "trec", "--data", data],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    ranked: dict[str, list[str]] = defaultdict(list)
    for line in run.splitlines():
        query, _, document, *_ = line.split()
        ranked[query].append(document)
    (score, *_), _ = evaluate_search(read_queries(directory), lambda query: ranked[query.id])
    interval = f"{score.interval[0]:.3f} to {score.interval[1]:.3f}"
    return f"| {directory.name} | {score.queries} | {score.ndcg:.3f} | {interval} | {score.recall:.3f} |"


if __name__ == "__main__":
    main()
