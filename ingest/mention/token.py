"""The words that mentions are made of: English from the shared parse, otherwise by character class."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.parse import Block
from ontology.matcher import visible

_LONGEST = 2_000
"""Tokens of one sequence: what is computed for a sequence at once stays small."""
_TOKEN = re.compile(r"[^\W\d_\u2e80-\u9fff\uf900-\ufaff]+|\d[\d.,]*|\s*\n\s*|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word (in Chinese a character) at code points `start` to `end` of the text.

    `text` lacks what shows nothing. `tag` (Penn Treebank) and `dependency` are empty where there is no parse;
    `head` is the place, in the sequence, of the word that governs this one, or its own.
    """

    start: int
    end: int
    text: str
    tag: str
    dependency: str
    head: int


def token_sequences(text: str, blocks: Iterable[Block] | None) -> Iterator[list[Token]]:
    """The text as sequences of tokens, a paragraph each (a piece of it, where it is very long)."""
    if blocks is not None:
        for block in blocks:
            yield _parsed(block)
        return
    sequence: list[Token] = []
    for match in _TOKEN.finditer(text):
        if "\n" in match.group() or len(sequence) == _LONGEST:
            if sequence:
                yield sequence
            sequence = []
        if "\n" not in match.group() and visible(match.group()):
            sequence.append(Token(match.start(), match.end(), match.group(), "", "", len(sequence)))
    if sequence:
        yield sequence


def _parsed(block: Block) -> list[Token]:
    return [
        Token(
            block.start + word.idx,
            block.start + word.idx + len(word),
            visible(word.text) or word.text,
            word.tag_,
            word.dep_,
            word.head.i,
        )
        for word in block.doc
    ]
