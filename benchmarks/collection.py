"""A retrieval collection in BEIR's form, ingested and searched as any user would, and scored.

python benchmarks/collection.py DIR [--output FILE]

DIR holds corpus.jsonl (or .jsonl.gz), queries.jsonl and qrels.tsv.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from machine import machine, seconds

from search.evaluation import evaluate_search, read_queries

DRCGRAPH = Path(sys.executable).with_name("drcgraph")


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    corpus = next(options.directory.glob("corpus.jsonl*"))
    with tempfile.TemporaryDirectory() as data:
        ingest = seconds([DRCGRAPH, "ingest", corpus, "--data", data])
        command = [DRCGRAPH, "search", "--queries", options.directory / "queries.jsonl", "--top", "100"]
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
    (score, *_), _ = evaluate_search(read_queries(options.directory), lambda query: ranked[query.id])
    report = "\n".join(
        [
            f"# {options.directory.name}",
            "",
            f"`python benchmarks/collection.py DIR`; {machine()}.",
            "",
            "| queries | nDCG@10 | 95% interval | recall@100 | ingest s |",
            "|---|---|---|---|---|",
            f"| {score.queries} | {score.ndcg:.3f} | {score.interval[0]:.3f} to {score.interval[1]:.3f} "
            f"| {score.recall:.3f} | {ingest:.0f} |",
        ]
    )
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
