"""Where an English measure may begin and end: verbs, and the boundaries of phrases after them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.measure.forms import Forms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 45
"""Tokens of the longest measure considered."""

_BEFORE_VERB = frozenset(("to", "and", ",", "or", ";", "will", "should", "would", "must", "can", "also"))
_MISTAGGED = frozenset(("NN", "NNS", "JJ", "JJR", "RB", "RBR", "IN", "UH", "FW"))
_AFTER = frozenset(("CC", "IN", "TO", "WDT", "WP", "WRB", "RB", "VBZ", "VBD", "VBP", "MD", "VBG", "VBN"))
_NEVER_LAST = frozenset((",", "and", "to", "or", "the", "a", "an", "of", "will", ";", ":", "(", "“"))


def starts(doc: "Doc", forms: Forms) -> Iterator[int]:
    """Indices of tokens where a measure may begin: verbs, or where the tagger missed one that is expected."""
    for at, tag in enumerate(forms.tags[: len(forms)]):
        mistagged = at > 0 and tag in _MISTAGGED and forms.lower[at - 1] in _BEFORE_VERB
        if tag.startswith("V") or (mistagged and doc[at].is_lower and doc[at].is_alpha):
            yield at


def ends(start: "Token", forms: Forms) -> list[int]:
    """Indices of the tokens that may be the last of a measure that begins at `start`, in order."""
    doc, first = start.doc, start.i
    stop = min(start.sent.end, first + LONGEST)
    found = []
    for last in range(first, stop):
        lower = forms.lower[last]
        if lower.isspace() or (last > first and lower in (";", ".")):
            break
        if lower not in _NEVER_LAST and (last + 1 >= stop or _closes_before(last + 1, doc, forms)):
            found.append(last)
    return found


def _closes_before(index: int, doc: "Doc", forms: Forms) -> bool:
    """Whether a phrase may close before this token."""
    return forms.tags[index] in _AFTER or forms.lower[index].isspace() or bool(doc[index].is_punct)
