"""Train the measure models on the gold articles and on the examples in benchmarks/training, or score them.

python benchmarks/train_measures.py            writes ingest/measure/*.npz
python benchmarks/train_measures.py --folds 5  trains on folds by document, scores the held-out ones, and fits
                                               how sure a reading is: ingest/measure/certainty-LANGUAGE.json

OMP_NUM_THREADS=1 makes it several times as fast on a busy machine.
"""

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
    """All that is trained on `texts`; the models of spans when they are asked for."""

    texts: Sequence[Text]
    parsed: Mapping[str, Parsed]
    instruments: Mapping[str, InstrumentModel]

    @cached_property
    def english(self) -> EnglishModel:
        """Where English measures begin and end."""
        return train_english(self.texts, self.parsed)

    @cached_property
    def chinese(self) -> ChineseModel:
        """Where Chinese measures begin and end."""
        return train_chinese(self.texts)


class Corpus:
    """Gold and training texts of some languages, parsed and encoded once for all folds."""

    def __init__(self, languages: Sequence[str] = LANGUAGES) -> None:
        self.languages = languages
        self.gold = [text for text in read_gold() if text.language in languages]
        self.extra = [text for text in read_training() if text.language in languages]
        texts = [*self.gold, *self.extra]
        self._parsed = {text.id: _parsed(text.text) for text in texts if text.language == "en"}
        self._phrases = {language: phrase_examples(language) for language in languages}
        self._examples = {text.id: text_examples(text, self._parsed.get(text.id)) for text in texts}

    def train(self, gold: Sequence[Text]) -> Models:
        """Models from these gold texts and all training texts."""
        texts = [*gold, *self.extra]
        instruments = {}
        for language in self.languages:
            examples = [e for text in texts if text.language == language for e in self._examples[text.id]]
            instruments[language] = train_instruments(self._phrases[language], examples, language)
        return Models(texts, self._parsed, instruments)


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
    parser.add_argument("--language", choices=LANGUAGES, help="this language alone; both unless given")
    arguments = parser.parse_args()
    corpus = Corpus([arguments.language] if arguments.language else LANGUAGES)
    if arguments.folds:
        found = out_of_fold(corpus, arguments.folds, arguments.seed)
        print("\n".join(report(corpus.gold, found)))
        for language in corpus.languages:
            calibrate([r for r in found if r.language == language]).save(
                MODELS / f"certainty-{language}.json"
            )
        return
    models = corpus.train(corpus.gold)
    if "en" in corpus.languages:
        models.english.save(MODELS / "english.npz")
    if "zh" in corpus.languages:
        models.chinese.save(MODELS / "chinese.npz")
    for language, model in models.instruments.items():
        model.save(MODELS / f"instrument-{language}.npz")


if __name__ == "__main__":
    main()
