"""Train the measure models on the gold articles and on the examples in benchmarks/training, or score them.

python benchmarks/train_measures.py            writes ingest/measure/*.npz
python benchmarks/train_measures.py --folds 5  trains on folds by document, scores the held-out ones, and fits
                                               how sure a reading is: ingest/measure/certainty.json

OMP_NUM_THREADS=1 makes it several times as fast on a busy machine.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure_score import Reading, calibrate, readings, report
from measure_text import LANGUAGES, Text, read_gold, read_training
from train_instruments import phrase_examples, text_examples, train_instruments
from train_spans import Parsed, train_chinese, train_english

from ingest.measure.chinese import ChineseModel
from ingest.measure.english import EnglishModel
from ingest.measure.instrument import InstrumentModel
from ingest.measure.state import token_states
from ingest.parse import parse

MODELS = Path(__file__).parent.parent / "ingest" / "measure"


@dataclass(frozen=True)
class Models:
    """All that is trained."""

    english: EnglishModel
    chinese: ChineseModel
    instruments: dict[str, InstrumentModel]


class Corpus:
    """Gold and training texts, parsed and encoded once for all folds."""

    def __init__(self) -> None:
        self.gold, self.extra = read_gold(), read_training()
        texts = [*self.gold, *self.extra]
        self._parsed = {text.id: _parsed(text.text) for text in texts if text.language == "en"}
        self._phrases = {language: phrase_examples(language) for language in LANGUAGES}
        self._examples = {text.id: text_examples(text, self._parsed.get(text.id)) for text in texts}

    def train(self, gold: Sequence[Text]) -> Models:
        """Models from these gold texts and all training texts."""
        texts = [*gold, *self.extra]
        instruments = {}
        for language in LANGUAGES:
            examples = [e for text in texts if text.language == language for e in self._examples[text.id]]
            instruments[language] = train_instruments(self._phrases[language], examples, language)
        return Models(train_english(texts, self._parsed), train_chinese(texts), instruments)


def _parsed(text: str) -> Parsed:
    blocks = parse(text)
    return Parsed(blocks, list(token_states(blocks)))


def out_of_fold(corpus: Corpus, folds: int, seed: int) -> list[Reading]:
    """What is read in each gold text by models that never saw it."""
    order = list(corpus.gold)
    random.Random(seed).shuffle(order)  # noqa: S311
    found: list[Reading] = []
    for fold in range(folds):
        held = order[fold::folds]
        models = corpus.train([text for text in order if text not in held])
        found += [reading for text in held for reading in readings(text, models, fold)]
    return found


def main() -> None:
    """Train or score, as the arguments say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=0, help="score out of fold instead of writing models")
    parser.add_argument("--seed", type=int, default=0, help="which documents go into which fold")
    arguments = parser.parse_args()
    corpus = Corpus()
    if arguments.folds:
        found = out_of_fold(corpus, arguments.folds, arguments.seed)
        print("\n".join(report(corpus.gold, found)))
        calibrate(found).save(MODELS / "certainty.json")
        return
    models = corpus.train(corpus.gold)
    models.english.save(MODELS / "english.npz")
    models.chinese.save(MODELS / "chinese.npz")
    for language, model in models.instruments.items():
        model.save(MODELS / f"instrument-{language}.npz")


if __name__ == "__main__":
    main()
