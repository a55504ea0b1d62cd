"""Search over an index of any size, made of perturbed copies of the passages of a release.

    python benchmarks/scale.py DATA --passages 10000 1000000 [--folder DIR] [--output benchmarks/scale.md]

DATA is a data folder with a release. A copy of a document keeps its annotations; of the words of each passage
a tenth goes and a tenth comes from another passage, and its vectors get noise, so that they have a cosine of
about 0.85 to the original's. Each index is built by `search.index.build_index`, asked in a process of its own
with the gold's questions and their halves, each once, and compared with exact search over the vectors.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
from machine import machine

from ontology.article import Article, Passage
from search.embed import Embedder, Vectors, load_embedder
from search.index import build_index
from search.index.layout import IndexStats, read_info
from search.index.rows import Rows
from search.index.vectors import VectorIndex
from search.query import Searcher
from search.release import Release, open_release
from search.request import SearchQuery

ROOT = Path(__file__).parent.parent
NOISE = 0.62
CHANGED = 0.1
RECALL_AT, RECALL_QUERIES = 10, 200


def main() -> None:
    """Build, ask and print a Markdown table; or ask one index, for the parent process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000])
    parser.add_argument("--folder", type=Path, help="Where the indexes are made and kept")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(ask(options.data, options.ask)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        rows = [measure(options.data, folder / f"index-{size}", size) for size in options.passages]
    sizes = " ".join(map(str, options.passages))
    columns = (
        "passages",
        "build s",
        "vectors MB",
        "index MB",
        "open ms",
        "p50 ms",
        "p95 ms",
        "memory MB",
        "own MB",
    )
    report = "\n".join(
        [
            "# Search by size",
            "",
            f"`python benchmarks/scale.py DATA --passages {sizes}`; {machine()}. "
            "Perturbed copies of the passages of the release that ships.",
            "",
            f"| {' | '.join((*columns, 'recall@10 of the vector indexes'))} |",
            f"|{'---|' * (len(columns) + 1)}",
            *rows,
        ]
    )
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def measure(data: Path, index: Path, size: int) -> str:
    """A row of the table; an index that is there already is asked alone."""
    release, built = open_release(data), float("nan")
    copies = Copies(release, size)
    if not (index / "index.json").exists():
        started = time.perf_counter()
        build_index(index, copies.articles(), release.knowledge, copies)  # type: ignore[arg-type]  # as Encoding
        built = time.perf_counter() - started
    command = [sys.executable, __file__, str(data), "--ask", str(index)]
    asked = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    stats = read_info(index)
    vectors = sum((index / info.file).stat().st_size for info in stats.vectors) / 1e6
    whole = sum(path.stat().st_size for path in index.rglob("*") if path.is_file()) / 1e6
    recall = ", ".join(f"{name} {value:.3f}" for name, value in copies.recall(index, stats))
    figures = f"{asked['open']:.0f} | {asked['p50']:.1f} | {asked['p95']:.1f}"
    figures = f"{figures} | {asked['memory']:.0f} | {asked['own']:.0f}"
    return f"| {stats.passages} | {built:.0f} | {vectors:.0f} | {whole:.0f} | {figures} | {recall} |"


class Copies:
    """Perturbed copies of a release's documents; in build_index it stands where an `Encoding` does."""

    previous = None

    def __init__(self, release: Release, size: int) -> None:
        rows = Rows(release.paths.index / "rows.sqlite")
        ids = rows.ids()
        self._units = [rows.whole(row)[1] for row in range(len(ids))]
        self._originals = [release.documents.get(id_) for id_ in ids]
        self._words = [unit.text.split() for own in self._units for unit in own if unit.text]
        self._release, self._size = release, size
        infos = read_info(release.paths.index).vectors
        self.embedders: Sequence[Embedder] = [load_embedder(info.model, release.models) for info in infos]
        self._parents: list[int] = []

    def articles(self) -> Iterator[Article]:
        """Copy after copy until there are as many passages as wanted."""
        random, self._parents = np.random.default_rng(7), []
        while True:
            for row, article in enumerate(self._originals):
                if len(self._parents) >= self._size:
                    return
                units = [unit for unit in self._units[row] if unit.id]
                self._parents += [unit.row for unit in units] or [self._units[row][0].row]
                yield self._copy(article, [unit.text for unit in units], len(self._parents), random)

    def _copy(self, article: Article, texts: list[str], number: int, random: np.random.Generator) -> Article:
        id_, passages, at = f"{article.document.id}-{number}", [], 0
        for place, text in enumerate(texts):
            changed = self._perturbed(text, random)
            passages.append(Passage(f"{id_}-p{place}", at, at + len(changed), changed))
            at += len(changed) + 1
        body = "\n".join(passage.text for passage in passages)
        return replace(
            article, document=replace(article.document, id=id_, text=body), passages=tuple(passages)
        )

    def _perturbed(self, text: str, random: np.random.Generator) -> str:
        words, other = text.split(), self._words[random.integers(len(self._words))]
        draws = random.random(len(words))
        foreign = random.integers(len(other), size=len(words))
        return " ".join(
            other[from_] if draw < CHANGED else word
            for word, draw, from_ in zip(words, draws, foreign, strict=True)
            if draw < 1 - CHANGED
        )

    def vectors(self, _: Sequence[bytes], texts: Sequence[str]) -> Iterator[tuple[Vectors, int]]:
        """The vectors of one embedder after the other."""
        for info in read_info(self._release.paths.index).vectors:
            yield self._noisy(info.file, info.kind, info.model), len(texts)

    def _noisy(self, file: str, kind: str, name: str) -> Vectors:
        real = VectorIndex(self._release.paths.index / file, kind)
        originals = real.get(np.arange(real.count))
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
        random = np.random.default_rng(seed)
        vectors = originals[np.array(self._parents)]
        for at in range(0, len(vectors), 50_000):
            part = vectors[at : at + 50_000]
            noise = random.standard_normal(part.shape, dtype=np.float32)
            part += noise * (NOISE / part.shape[1] ** 0.5)
            part /= np.linalg.norm(part, axis=1, keepdims=True)
        return vectors

    def recall(self, index: Path, stats: IndexStats) -> Iterator[tuple[str, float]]:
        """For each embedder the share of the exact ten nearest that its index finds, of perturbed vectors."""
        if not self._parents:
            for _ in self.articles():
                pass
        for info in stats.vectors:
            vectors = self._noisy(info.file.replace("ivf8", "exact"), "exact", info.model)
            random = np.random.default_rng(3)
            picks = random.choice(len(vectors), RECALL_QUERIES, replace=False)
            queries = vectors[picks] + random.standard_normal(
                (RECALL_QUERIES, vectors.shape[1]), dtype=np.float32
            ) * (NOISE / vectors.shape[1] ** 0.5)
            queries /= np.linalg.norm(queries, axis=1, keepdims=True)
            found = VectorIndex(index / info.file, info.kind)
            hits = [
                len({*found.search(query, RECALL_AT)[0].tolist()} & nearest(vectors, query))
                for query in queries
            ]
            yield info.model, sum(hits) / (RECALL_AT * RECALL_QUERIES)


def nearest(vectors: Vectors, query: Vectors) -> set[int]:
    """Rows of the exact ten."""
    return {*np.argpartition(-(vectors @ query), RECALL_AT)[:RECALL_AT].tolist()}


def ask(data: Path, index: Path) -> dict[str, float]:
    """Milliseconds of the first answer, models and lists included, and of each other one; memory at the end.

    Other questions come before those that are timed, as a server has been asked before.
    """
    release = open_release(data)
    questions = [
        json.loads(line)["text"]
        for line in (ROOT / "benchmarks" / "gold" / "queries.jsonl").read_text("utf-8").splitlines()
    ]
    stand_in: Any = SimpleNamespace(
        id=release.id, paths=SimpleNamespace(index=index), models=release.models, knowledge=release.knowledge
    )
    started = time.perf_counter()
    searcher = Searcher(stand_in)
    searcher.search(SearchQuery("oil", top=1))
    opened = time.perf_counter() - started
    for text in questions:
        searcher.search(SearchQuery(text[::2]))
    halves = [half for text in questions for half in (text, text[: len(text) // 2], text[len(text) // 2 :])]
    times: npt.NDArray[np.float64] = np.array([1000 * seconds(searcher, text) for text in halves])
    status = dict(
        line.split(":", 1)
        for line in Path("/proc/self/status").read_text("ascii").splitlines()
        if ":" in line
    )
    return {
        "open": 1000 * opened,
        "p50": float(np.percentile(times, 50)),
        "p95": float(np.percentile(times, 95)),
        "memory": int(status["VmRSS"].split()[0]) / 1000,
        "own": int(status["RssAnon"].split()[0]) / 1000,
    }


def seconds(searcher: Searcher, text: str) -> float:
    """How long a question takes, hits and facets included."""
    started = time.perf_counter()
    searcher.search(SearchQuery(text))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
