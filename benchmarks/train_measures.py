"""Train the measure models on the gold articles and on the examples in benchmarks/training, or score them.

python benchmarks/train_measures.py            writes ingest/measure/*.npz and encoder.safetensors
python benchmarks/train_measures.py --folds 5  trains on folds by document, scores the held-out ones, and fits
                                               how sure a reading is: ingest/measure/certainty.json

OMP_NUM_THREADS=1 makes it several times as fast on a busy machine.
"""

import argparse
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure_score import Reading, calibrate, readings, report
from measure_text import LANGUAGES, Text, read_gold, read_phrases, read_training
from safetensors.numpy import save_file
from train_instruments import Example, phrase_examples, text_examples, train_words, with_head
from train_spans import Parsed, train_chinese, train_english
from tune_encoder import WEIGHTS, Reader, tune

from ingest.measure.chinese import ChineseModel
from ingest.measure.english import EnglishModel
from ingest.measure.instrument import InstrumentModel
from ingest.measure.state import LAYERS, token_states
from ingest.parse import parse
from search.embed.states import WordStates, packaged_states

MODELS = Path(__file__).parent.parent / "ingest" / "measure"


@dataclass(frozen=True)
class Models:
    """All that is trained; `tuned` is the file of the encoder's upper layers."""

    english: EnglishModel
    chinese: ChineseModel
    instruments: dict[str, InstrumentModel]
    tuned: Path

    @property
    def encoder(self) -> WordStates:
        """The encoder with its upper layers as trained."""
        return packaged_states(LAYERS, self.tuned)


class Corpus:
    """Gold and training texts, parsed and read once as far as training changes nothing."""

    def __init__(self) -> None:
        self.gold, self.extra = read_gold(), read_training()
        english = [text for text in (*self.gold, *self.extra) if text.language == "en"]
        self._parsed = {text.id: _parsed(text.text) for text in english}
        self._phrases = phrase_examples()
        self._examples = {text.id: text_examples(text) for text in (*self.gold, *self.extra)}
        self._reader = Reader()
        golden, written = (
            [text for text in some if text.language == "en"] for some in (self.gold, self.extra)
        )
        self._golden = self._reader.passages(golden, WEIGHTS["gold"])
        self._written = [
            *self._reader.passages(written, WEIGHTS["text"]),
            *self._reader.phrases(read_phrases()),
        ]

    def train(self, gold: Sequence[Text], tuned: Path) -> Models:
        """Models from these gold texts and all training texts; the encoder's upper layers go to `tuned`."""
        texts = [*gold, *self.extra]
        examples: dict[str, list[Example]] = {
            language: [e for text in texts if text.language == language for e in self._examples[text.id]]
            for language in LANGUAGES
        }
        ids = {text.id for text in gold}
        golden = [passage for passage in self._golden if passage.text in ids]
        classifier = tune([*golden, *self._written], self._reader.upper_layers)
        save_file(classifier.encoder_weights(), tuned)
        instruments = {
            "en": with_head(examples["en"], classifier.head_weights()),
            "zh": train_words(self._phrases, examples["zh"]),
        }
        return Models(train_english(texts, self._parsed), train_chinese(texts), instruments, tuned)


def _parsed(text: str) -> Parsed:
    blocks = parse(text)
    return Parsed(blocks, list(token_states(blocks, packaged_states(LAYERS))))


def out_of_fold(corpus: Corpus, folds: int, seed: int) -> list[Reading]:
    """What is read in each gold text by models that never saw it."""
    order = list(corpus.gold)
    random.Random(seed).shuffle(order)  # noqa: S311
    found: list[Reading] = []
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(folds):
            held = order[fold::folds]
            models = corpus.train(
                [text for text in order if text not in held], Path(folder) / f"{fold}.safetensors"
            )
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
    models = corpus.train(corpus.gold, MODELS / "encoder.safetensors")
    models.english.save(MODELS / "english.npz")
    models.chinese.save(MODELS / "chinese.npz")
    for language, model in models.instruments.items():
        model.save(MODELS / f"instrument-{language}.npz")


if __name__ == "__main__":
    main()
