"""Keep the figures of this state of the code, for later ones to be compared with.

python benchmarks/baseline.py            writes benchmarks/baseline.json and benchmarks/quality.md

Models and lists were made with the gold articles in view, so the figures of articles here
only tell one state of the code from another; benchmarks/out_of_fold.md tells what to expect of other texts.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from machine import machine

from ingest.evaluation import Report, evaluate

HERE = Path(__file__).parent


def main() -> None:
    """Evaluate and write both files."""
    report = evaluate(HERE / "gold", HERE.parent / "data")
    kept = {name: rows for name, rows in report.to_json().items() if name in ("scores", "search")}
    lines = ",\n".join(f"{json.dumps(name)}: [\n{rows_of(rows)}\n]" for name, rows in kept.items())
    (HERE / "baseline.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    (HERE / "quality.md").write_text("\n".join(tables(report)) + "\n", encoding="utf-8")


def rows_of(rows: list[dict[str, object]]) -> str:
    """One row a line, so that a change of figures reads well as a diff."""
    return ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def tables(report: Report) -> Iterator[str]:
    """Lines of Markdown."""
    yield from ("# Quality on the development gold", "", f"`python benchmarks/baseline.py`; {machine()}.", "")
    yield "Articles: models and lists know these texts; see out_of_fold.md for what to expect of others."
    yield from ("", "| set | subject | part | gold | read | hits | precision | recall | F1 | right of hits |")
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for s in report.scores:
        counts = f"{s.gold} | {s.read} | {s.hits}"
        figures = f"{s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {s.right_share:.3f}"
        yield f"| {s.set} | {s.subject} | {s.part} | {counts} | {figures} |"
    yield from (
        "",
        "## Search",
        "",
        "| queries | count | nDCG@10 | 95% interval | recall@100 |",
        "|---|---|---|---|---|",
    )
    for s in report.search:
        interval = f"{s.interval[0]:.3f} to {s.interval[1]:.3f}"
        yield f"| {s.part} | {s.queries} | {s.ndcg:.3f} | {interval} | {s.recall:.3f} |"


if __name__ == "__main__":
    main()
