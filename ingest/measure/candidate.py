"""Where an English measure may begin and end: verbs, and the boundaries of phrases after them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 45
"""Tokens of the longest measure considered."""

_BEFORE_VERB = frozenset(("to", "and", ",", "or", ";", "will", "should", "would", "must", "can", "also"))
_MISTAGGED = frozenset(("NN", "NNS", "JJ", "JJR", "RB", "RBR", "IN", "UH", "FW"))
_AFTER = frozenset(("CC", "IN", "TO", "WDT", "WP", "WRB", "RB", "VBZ", "VBD", "VBP", "MD", "VBG", "VBN"))
_NEVER_LAST = frozenset((",", "and", "to", "or", "the", "a", "an", "of", "will", ";", ":", "(", "“"))


def is_start(token: "Token") -> bool:
    """Whether a measure may begin here: at any verb, or where one is expected and the tagger saw none."""
    if token.tag_.startswith("V"):
        return True
    return (
        token.i > 0
        and token.is_lower
        and token.is_alpha
        and token.tag_ in _MISTAGGED
        and token.nbor(-1).lower_ in _BEFORE_VERB
    )


def ends(start: "Token") -> list[int]:
    """Indices of the tokens that may be the last of a measure that begins at `start`, in order."""
    doc, stop = start.doc, min(start.sent.end, start.i + LONGEST)
    found = []
    for last in range(start.i, stop):
        lower = doc[last].lower_
        if doc[last].is_space or (last > start.i and lower in (";", ".")):
            break
        if lower not in _NEVER_LAST and _closes(doc, last, stop):
            found.append(last)
    return found


def _closes(doc: "Doc", last: int, stop: int) -> bool:
    """Whether a phrase may close behind `last`."""
    if last + 1 >= stop:
        return True
    following = doc[last + 1]
    return following.is_punct or following.is_space or following.tag_ in _AFTER
