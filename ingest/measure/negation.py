"""What a measure negates: "should not subsidize" is quoted so, "did not extend" tells of nothing done."""

import re
from typing import TYPE_CHECKING

from ingest.measure.words import words
from ingest.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDONE = words("did has have had was were 've 'd can ca could")
"""Auxiliaries that, negated, tell what is not done or what nobody is able to do."""
_REFUSING = words("refuse decline fail")
_ZH_UNDONE = re.compile("(?:没有|没能|并未|从未|尚未|还未|未能|(?<![\u4e00-\u9fff])未|没)$")
_ZH_NOT = re.compile(
    "(?:(?<![不莫非无][得能会可])不(?:应该|应当|[应得要宜可必准许能会该用]?)(?:再|对|去|直接|盲目|随意|擅自)?)$"
)
_MORE = words("only just merely simply solely")
"""Words that make a negation say that there is more: "not only"."""
_FAR = 8
"""Code points before a Chinese measure within which its negation begins."""


def english_start(verb: "Token") -> int | None:
    """Offset, in its parse, at which the measure of `verb` begins, its negation included.

    None where the sentence says that nothing was done, or can be.
    """
    words_ = _negating(verb)
    if _refused(verb) or (words_ and _auxiliaries(verb) & _UNDONE):
        return None
    return min([verb.idx, *(word.idx for word in words_)])


def chinese_start(text: str, start: int) -> int | None:
    """The same for the Chinese measure at `start`, an offset in `text`."""
    before = text[max(0, start - _FAR) : start]
    if _ZH_UNDONE.search(before):
        return None
    match = _ZH_NOT.search(before)
    return start - len(match[0]) if match else start


def _negating(verb: "Token") -> list["Token"]:
    """The words that negate a verb, with what they are one word with ("wo" of "won't")."""
    found = [
        child
        for child in verb.children
        if child.i < verb.i
        and (child.dep_ == "neg" or (child.lower_ == "longer" and _follows_no(child)))
        and not any(
            other.dep_ in ("nsubj", "nsubjpass") or other.lower_ in _MORE
            for other in verb.doc[child.i : verb.i]
        )
    ]
    return [verb.doc[word.i - 1] if word.lower_ == "longer" else _whole(word) for word in found]


def _whole(word: "Token") -> "Token":
    before = word.doc[word.i - 1] if word.i else word
    return before if before.idx + len(before) == word.idx else word


def _follows_no(word: "Token") -> bool:
    return word.i > 0 and word.doc[word.i - 1].lower_ == "no"


def _auxiliaries(verb: "Token") -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _refused(verb: "Token") -> bool:
    if verb.dep_ != "xcomp" or "to" not in _auxiliaries(verb) or lemma(verb.head) not in _REFUSING:
        return False
    return not any(child.dep_ == "neg" for child in verb.head.children)
