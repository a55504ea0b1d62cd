"""How right derived links are, by the pairs labelled by hand in `derived_links.tsv`.

python benchmarks/derived_links.py DATA [--output FILE]

DATA holds a release of the corpus with the multilingual vectors. A pair is labelled "yes" where both quotes
say to do the same to the same thing, one of them more generally perhaps. The pairs are those of the greatest
strength, down to well below the thresholds, which were chosen by them.
"""

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from ontology.derived_link import PlacedMeasure
from search.derived.candidate import candidates
from search.derived.relatedness import cited_policies
from search.derived.transmission import ENOUGH as TRANSMITTED
from search.derived.transmission import find_transmissions
from search.derived.uptake import ENOUGH as TAKEN_UP
from search.derived.uptake import find_uptakes
from search.derived.vectors import text_vectors
from search.embed import load_embedder
from search.question_vectors import MULTILINGUAL
from search.release import Release, open_release

LABELS = Path(__file__).parent / "derived_links.tsv"
STEPS = (-0.08, -0.04, 0.0, 0.04, 0.08)
Pair = tuple[str, str, str, str]


def main() -> None:
    """Print a table of precision and recall around each threshold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    table = "\n".join(rows(open_release(options.data)))
    print(table)
    if options.output:
        options.output.write_text(table + "\n", encoding="utf-8")


def rows(release: Release) -> Iterable[str]:
    """The lines of the table."""
    articles, knowledge = list(release.documents.articles()), release.knowledge
    measures = list(candidates(articles, knowledge))
    embedder = load_embedder(MULTILINGUAL, release.paths.root.parents[1] / "models")
    texts = [measure.measure.text for measure in measures]
    with TemporaryDirectory() as scratch:
        vectors = text_vectors(texts, embedder, release.paths.derived, Path(scratch) / "vectors.npz")
    cited = cited_policies(
        (f"{a.document.kind}/{a.document.id}", [c.policy for c in a.annotation.citations]) for a in articles
    )
    own = {id_.removeprefix("policy/"): found for id_, found in cited.items()}
    yield "| kind | threshold | found | labelled right | labelled wrong | precision | recall |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for step in STEPS:
        uptakes = find_uptakes(measures, vectors, knowledge, TAKEN_UP + step)
        yield line("uptake", TAKEN_UP + step, [pair(u.proposal, u.order) for u in uptakes])
    for step in STEPS:
        links = find_transmissions(measures, vectors, own, knowledge, TRANSMITTED + step)
        kept = [pair(link.central, link.counterpart) for link in links if link.counterpart]
        yield line("transmission", TRANSMITTED + step, kept)


def pair(one: PlacedMeasure, other: PlacedMeasure) -> Pair:
    """Both documents and both quotes."""
    quotes = (" ".join(placed.measure.text.split()) for placed in (one, other))
    return (one.document, other.document, *quotes)


def line(kind: str, threshold: float, found: Iterable[Pair]) -> str:
    """One line of the table."""
    pairs, labels = set(found), labelled(kind)
    right = sum(labels.get(p) == "yes" for p in pairs)
    wrong = sum(labels.get(p) == "no" for p in pairs)
    precision = f"{right / (right + wrong):.2f}" if right + wrong else "-"
    recall = right / sum(label == "yes" for label in labels.values())
    return f"| {kind} | {threshold:.2f} | {len(pairs)} | {right} | {wrong} | {precision} | {recall:.2f} |"


def labelled(kind: str) -> dict[Pair, str]:
    """The label of each pair of a kind."""
    with LABELS.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            (r["source"], r["target"], r["source_quote"], r["target_quote"]): r["same"]
            for r in reader
            if r["kind"] == kind
        }


if __name__ == "__main__":
    main()
