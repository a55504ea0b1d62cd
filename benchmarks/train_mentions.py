"""Train the mention tagger on the gold articles, or score it out of fold.

python benchmarks/train_mentions.py             writes ingest/mention/model/*.crfsuite
python benchmarks/train_mentions.py --folds 5   trains and scores on folds by document, writes nothing
    --hide alias    hides, in each fold, the aliases that only its own gold attests (the default), except
                    those of countries.ttl, which owes nothing to these texts; `name` hides labels and
                    these too, `none` nothing
    --share 0.7     hides as many of them: in folds that hide all, plain longest match finds fewer industries
                    than on unseen articles (see mentions.md)
    --seed 0        which order of the texts the folds are cut from
    --errors        lists what was missed and what was wrong
"""

import argparse
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal
from train_industries import Example, train_industries

from ingest.citation import find_citations
from ingest.evaluation.markup import parse_markup
from ingest.mention import agree
from ingest.mention.industry import INDUSTRY, industry_file
from ingest.mention.lexicon import NameKey, name_key
from ingest.mention.listed import find_listed
from ingest.mention.reader import MentionReader
from ingest.mention.tagger import PACKAGED, labels_of, model_file
from ingest.parse import Block, parse
from ontology.article import Mention
from ontology.knowledge import Knowledge, load_knowledge
from ontology.matcher import MATCHED_TYPES, NamedType, list_names
from ontology.resolver import PolicyResolver
from ontology.turtle import read_turtle
from ontology.vocabulary import term

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "articles.jsonl"
COUNTRIES = ROOT / "ontology" / "authority" / "countries.ttl"
EXTRA = ROOT / "benchmarks" / "training"
EXTRA_FILES = ("mentions.txt", "mentions-zh.txt", "articles-zh.txt")
"""Those in English brought nothing out of fold: there the gold suffices, in Chinese it does not."""
ITERATIONS = 120
L1, L2 = 0.1, 0.05
PARTS = 4
"""The model of industries learns from texts that were read by taggers trained on the other parts."""
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Text:
    """A gold text: `spans` are (start, end, type, canonical name) of mentions and policies."""

    id: str
    language: str
    text: str
    spans: tuple[tuple[int, int, str, str], ...]
    blocks: tuple[Block, ...] | None = None

    def of(self, type_: str) -> list[tuple[int, int, str, str]]:
        """The spans of one type."""
        return [span for span in self.spans if span[2] == type_]

    @property
    def keys(self) -> set[NameKey]:
        """The names that the gold marks."""
        return {name_key(type_, self.text[a:b]) for a, b, type_, _ in self.spans if type_ in MATCHED_TYPES}


@dataclass
class Tally:
    """Counts of one type in one language."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    linked: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    mislinked: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def line(self) -> str:
        """Precision, recall, F1 and the share of the hits with the right entity."""
        precision, recall = self.hit / max(self.found, 1), self.hit / max(self.gold, 1)
        f1 = 2 * self.hit / max(self.found + self.gold, 1)
        share = self.linked / max(self.hit, 1)
        return (
            f"gold {self.gold:4} found {self.found:4} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
            f" linked {share:.3f}"
        )


def read_gold() -> list[Text]:
    """The gold articles, parsed."""
    articles = (json.loads(line) for line in GOLD.read_text("utf-8").splitlines())
    return [_text(article["id"], article["language"], article["digest"]) for article in articles]


def read_extra() -> list[Text]:
    """Texts written for training alone, a line each."""
    files = [EXTRA / name for name in EXTRA_FILES]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [
        _text(f"extra-{i}", "zh" if HAN.search(line) else "en", line) for i, line in enumerate(lines) if line
    ]


def _text(id_: str, language: str, digest: str) -> Text:
    text, found = parse_markup(digest)
    spans = ((span.start, span.end, span.type, span.name) for span in found if span.type != "measure")
    blocks = tuple(parse(text)) if language == "en" else None
    return Text(id_, language, text, tuple(spans), blocks)


def independent_names() -> set[NameKey]:
    """The names of states that two libraries give, which would be known had no article been read."""
    names = (term("skos:prefLabel"), term("skos:altLabel"))
    return {
        name_key("region", triple.object.value)
        for triple in read_turtle(COUNTRIES)
        if triple.predicate in names and isinstance(triple.object, Literal)
    }


class Attestation:
    """Which texts attest which names, to hide a name from those that alone attest it.

    Never hidden as an alias: labels, and what a source gives that owes nothing to the texts.
    """

    def __init__(self, texts: Sequence[Text], knowledge: Knowledge, hide: str) -> None:
        self._by: dict[NameKey, set[str]] = defaultdict(set)
        for text in texts:
            for key in text.keys:
                self._by[key].add(text.id)
        labels = {name_key(name.type, name.text) for name in list_names(knowledge) if name.rank == 0}
        # The matcher derives these from the labels, so no list has to attest them.
        labels |= {
            (type_, re.sub("(省|市|盟|自治区)$", "", text)) for type_, text in labels if type_ == "region"
        }
        self._kept: set[NameKey] = labels | independent_names() if hide == "alias" else set()
        self._hides = hide != "none"

    def only_in(self, ids: Collection[str]) -> set[NameKey]:
        """The names that no text but these attests."""
        if not self._hides:
            return set()
        ids = set(ids)
        return {key for key, by in self._by.items() if by <= ids and key not in self._kept}


def train(
    texts: Sequence[Text], reader: MentionReader, attested: Attestation, hidden: set[NameKey], models: Path
) -> None:
    """Train a model a language, each text read as if the lists lacked the aliases that it alone attests."""
    models.mkdir(exist_ok=True)
    for language in {text.language for text in texts}:
        own = [text for text in texts if text.language == language]
        train_language(own, reader, attested, hidden, model_file(models, language))
        if language == "en":
            examples = cross_read(own, reader, attested, hidden)
            train_industries(examples).save(industry_file(models))


def train_language(
    texts: Sequence[Text], reader: MentionReader, attested: Attestation, hidden: set[NameKey], model: Path
) -> None:
    """Train the model of one language."""
    from pycrfsuite import Trainer

    trainer = Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.possible_transitions": True}
    )
    for text in texts:
        view = reader.hiding(hidden | attested.only_in([text.id]))
        spans = [(start, end, type_) for start, end, type_, _ in text.spans]
        for tokens, features in view.features(text.text, text.language, text.blocks):
            trainer.append(features, labels_of(tokens, spans))
    trainer.train(str(model))


def cross_read(
    texts: Sequence[Text], reader: MentionReader, attested: Attestation, hidden: set[NameKey]
) -> list[Example]:
    """English texts, each read by a tagger trained on others.

    The lists are read as if they lacked the aliases that only the part of the text attests.
    """
    examples = []
    with tempfile.TemporaryDirectory() as folder:
        for part in range(PARTS):
            held = texts[part::PARTS]
            unseen = hidden | attested.only_in([text.id for text in held])
            models = Path(folder, str(part))
            models.mkdir()
            others = [text for text in texts if text not in held]
            train_language(others, reader, attested, unseen, model_file(models, "en"))
            view = reader.hiding(unseen, models)
            examples += [_example(text, view) for text in held]
    return examples


def _example(text: Text, reader: MentionReader) -> Example:
    paragraphs = list(reader.paragraphs(text.text, text.blocks or ()))
    return Example(paragraphs, [(start, end) for start, end, _, _ in text.of(INDUSTRY)])


def score(
    text: Text, mentions: Sequence[Mention], tallies: dict[tuple[str, str], Tally], names: "Names"
) -> None:
    """Count hits: same type, overlap at least half of the union, each gold span matched once."""
    for type_ in MATCHED_TYPES:
        tally = tallies[text.language, type_]
        gold = text.of(type_)
        left = set(range(len(gold)))
        tally.gold += len(gold)
        for mention in mentions:
            if mention.type != type_:
                continue
            tally.found += 1
            hit = next((i for i in sorted(left) if overlap(mention, gold[i]) >= 0.5), None)
            if hit is None:
                tally.wrong[mention.text] += 1
                continue
            left.discard(hit)
            tally.hit += 1
            if names.agree(mention, gold[hit][3]):
                tally.linked += 1
            else:
                tally.mislinked[mention.text, mention.id, gold[hit][3]] += 1
        tally.missed.update(text.text[gold[i][0] : gold[i][1]] for i in left)


def overlap(mention: Mention, span: tuple[int, int, str, str]) -> float:
    """Shared code points over covered ones."""
    shared = min(mention.end, span[1]) - max(mention.start, span[0])
    return shared / (max(mention.end, span[1]) - min(mention.start, span[0]))


class Names:
    """Whether an entity bears a canonical name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._ids: dict[tuple[NamedType, str], set[str]] = defaultdict(set)
        for name in list_names(knowledge):
            if not name.context:
                self._ids[name.type, name.text.lower()].add(name.id)

    def agree(self, mention: Mention, name: str) -> bool:
        """The label or an alias of the mention's entity equals `name`, case aside."""
        return mention.id in self._ids[mention.type, name.lower()] or mention.label.lower() == name.lower()


def cross_validate(
    count: int, hide: str, languages: Collection[str], seed: int = 0, share: float = 1
) -> dict[str, dict[tuple[str, str], Tally]]:
    """Tallies of the tagger and of plain longest match, over folds by document."""
    knowledge = load_knowledge()
    reader, names = MentionReader(knowledge), Names(knowledge)
    texts = [text for text in read_gold() if text.language in languages]
    extra = [text for text in read_extra() if text.language in languages]
    resolver = PolicyResolver(knowledge)
    cited = {text.id: find_citations(text.text, text.language, resolver) for text in texts}
    attested = Attestation(texts, knowledge, hide)
    training = Attestation(texts, knowledge, "alias")
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)  # noqa: S311
    tallies: dict[str, dict[tuple[str, str], Tally]] = {
        "tagger": defaultdict(Tally),
        "longest match": defaultdict(Tally),
    }
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(count):
            held = [texts[i] for i in order[fold::count]]
            hidden = _drawn(attested.only_in([text.id for text in held]), share, seed * count + fold)
            kept = [texts[i] for i in order if texts[i] not in held]
            models = Path(folder, str(fold))
            train([*kept, *extra], reader, training, hidden, models)
            view = reader.hiding(hidden, models)
            for text in held:
                read, _ = agree(view.read(text.text, text.language, text.blocks), cited[text.id])
                listed = [
                    m
                    for m in find_listed(text.text, text.language, reader.matcher, knowledge)
                    if name_key(m.type, m.text) not in hidden
                ]
                score(text, read, tallies["tagger"], names)
                score(text, listed, tallies["longest match"], names)
    return tallies


def _drawn(names: Collection[NameKey], share: float, seed: int) -> set[NameKey]:
    """About a share of the names, drawn by chance."""
    chance = random.Random(seed)  # noqa: S311
    return {name for name in sorted(names) if chance.random() < share}


def report(tallies: dict[str, dict[tuple[str, str], Tally]], errors: bool) -> None:
    """Print the tallies."""
    for method, by in tallies.items():
        print(method)
        for (language, type_), tally in sorted(by.items()):
            print(f"  {language} {type_:9} {tally.line()}")
            if errors and method == "tagger":
                print("     missed   ", tally.missed.most_common(60))
                print("     wrong    ", tally.wrong.most_common(60))
                print("     mislinked", tally.mislinked.most_common(60))


def main() -> None:
    """Train, or score on folds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--hide", choices=("alias", "name", "none"), default="alias")
    parser.add_argument("--language", action="append", choices=("en", "zh"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    languages = arguments.language or ["en", "zh"]
    if arguments.folds:
        tallies = cross_validate(arguments.folds, arguments.hide, languages, arguments.seed, arguments.share)
        report(tallies, arguments.errors)
        return
    knowledge = load_knowledge()
    texts = read_gold()
    attested = Attestation(texts, knowledge, "alias")
    train([*texts, *read_extra()], MentionReader(knowledge), attested, set(), PACKAGED)


if __name__ == "__main__":
    main()
