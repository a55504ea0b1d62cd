"""What to expect of other texts: figures of articles out of fold, with the lists held back as well.

python benchmarks/out_of_fold.py [--folds 5] [--hide alias|name|none] [--output benchmarks/out_of_fold.md]

Each fold's articles are read by models trained on the others. With `--hide alias` the lists lack the
aliases that only the fold's own gold attests, with `name` the labels too: the lists were made with these
articles in view, and one made without them would lack some of these names (not all: the truth lies between
`alias` and `none`). Names of states in countries.ttl stay, since that list owes nothing to the articles.
Beside the table, its first figures go into a file of the same name that ends in .json: the page about a
release shows them.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from unittest.mock import patch

import train_measures
import train_mentions
from machine import machine

from ingest.citation import find_citations
from ingest.evaluation.gold import GoldText, read_articles
from ingest.evaluation.reading import Judges
from ingest.evaluation.report import Report, article_report
from ingest.measure import EnglishReading, chinese, english, find_measures, instrument
from ingest.mention import MentionReader, agree
from ontology.article import Annotation
from ontology.knowledge import Knowledge, load_knowledge
from ontology.resolver import PolicyResolver

GOLD = Path(__file__).parent / "gold"


class Folds:
    """Readings of the gold articles, each by models that never saw it."""

    def __init__(self, knowledge: Knowledge, hide: str) -> None:
        self.knowledge = knowledge
        self.reader, self.resolver = MentionReader(knowledge), PolicyResolver(knowledge)
        self.texts = {text.id: text for text in train_mentions.read_gold()}
        self.extra = train_mentions.read_extra()
        self.attested = train_mentions.Attestation(list(self.texts.values()), knowledge, hide)
        self.training = train_mentions.Attestation(list(self.texts.values()), knowledge, "alias")
        self.measures = train_measures.Corpus()

    def read(self, held: Sequence[GoldText], folder: Path) -> Iterator[tuple[str, Annotation]]:
        """The ids and annotations of one fold."""
        ids = {text.id for text in held}
        hidden = self.attested.only_in(ids)
        kept = [text for id_, text in self.texts.items() if id_ not in ids]
        taggers = folder / str(len(list(folder.iterdir())))
        train_mentions.train([*kept, *self.extra], self.reader, self.training, hidden, taggers)
        reader = self.reader.hiding(hidden, taggers)
        seen = [text for text in self.measures.gold if text.id not in ids]
        models = self.measures.train(seen)
        with standing_in(models):
            for text in held:
                yield text.id, self._annotation(text, reader)

    def _annotation(self, text: GoldText, reader: MentionReader) -> Annotation:
        reading = EnglishReading(text.text) if text.language == "en" else None
        found = reader.read(text.text, text.language, reading.blocks() if reading else None)
        citations = find_citations(text.text, text.language, self.resolver, text.date)
        mentions, citations = agree(found, citations)
        measures = find_measures(text.text, text.language, mentions, citations, reading)
        return Annotation(text.language, (), tuple(mentions), tuple(citations), tuple(measures))


@contextmanager
def standing_in(models: "train_measures.Models") -> Iterator[None]:
    """These models in the place of the packaged ones, which were trained on every article."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(english, "packaged", lambda: models.english))
        stack.enter_context(patch.object(chinese, "packaged", lambda: models.chinese))
        stack.enter_context(
            patch.object(instrument, "packaged", lambda language: models.instruments[language])
        )
        yield


def measure(folds: int, hide: str) -> Report:
    """The report of all articles, each read out of fold."""
    knowledge = load_knowledge()
    texts = read_articles(GOLD)
    order = random.Random(0).sample(texts, len(texts))  # noqa: S311 - a repeatable choice, no secret
    readings: dict[str, Annotation] = {}
    by_fold = Folds(knowledge, hide)
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(folds):
            readings.update(by_fold.read(order[fold::folds], Path(folder)))
    return article_report(texts, lambda text: readings[text.id], Judges.of(knowledge))


def table(reports: Mapping[str, Report]) -> Iterator[str]:
    """Lines of Markdown tables, one a report, and the calibration of the first."""
    for title, report in reports.items():
        yield from ("", f"## {title}", "")
        yield "| subject | part | gold | read | hits | precision | recall | F1 | interval | right of hits |"
        yield "|---|---|---|---|---|---|---|---|---|---|"
        for s in report.scores:
            counts = f"{s.gold} | {s.read} | {s.hits}"
            figures = f"{s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f}"
            interval = f"{s.interval[0]:.3f} to {s.interval[1]:.3f}"
            yield f"| {s.subject} | {s.part} | {counts} | {figures} | {interval} | {s.right_share:.3f} |"
    first = next(iter(reports.values()))
    yield from (
        "",
        "## Calibration",
        "",
        "| subject | scores | readings | mean score | right |",
        "|---|---|---|---|---|",
    )
    for b in first.calibration:
        yield f"| {b.subject} | {b.low} to {b.high} | {b.readings} | {b.mean:.3f} | {b.right:.3f} |"


def main() -> None:
    """Measure and print Markdown tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--hide", choices=("alias", "name", "none"), action="append")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    titles = {
        "alias": "Lists without the aliases that only the fold attests",
        "name": "Lists without the aliases and labels that only the fold attests",
        "none": "Lists as they are",
    }
    hides = options.hide or ["alias", "none"]
    reports = {titles[hide]: measure(options.folds, hide) for hide in hides}
    flags = " ".join(f"--hide {hide}" for hide in hides)
    lines = [
        "# Articles, out of fold",
        "",
        f"`python benchmarks/out_of_fold.py --folds {options.folds} {flags}`; {machine()}.",
        *table(reports),
    ]
    print("\n".join(lines))
    if options.output:
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
        keep(next(iter(reports.values())), options.output.with_suffix(".json"))


def keep(report: Report, path: Path) -> None:
    """The figures for the page about a release, one row a line."""
    names = ("set", "subject", "part", "gold", "read", "hits", "precision", "recall", "f1", "interval")
    rows = ({name: asdict(score)[name] for name in (*names, "right_share")} for score in report.scores)
    lines = ",\n".join(json.dumps(row) for row in rows)
    path.write_text(f'{{\n"scores": [\n{lines}\n]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
