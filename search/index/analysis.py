"""From text to index words: English stems, Chinese character bigrams."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"[{HAN}]+")

ENGLISH_STOP_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before being both but by can could did do does doing
    done each for from had has have having he her here hers him his how i if in into is it its itself
    may me might more most my no nor not of on once only or other our out over own s same shall she
    should since so some such t than that the their them then there these they this those through to too under
    until up upon us very was we were what when where which while who whom whose why will with would you
    your
    """.split()  # noqa: SIM905 - a list of a hundred strings would fill pages
)


@cache
def english_analyzer() -> "TextAnalyzer":
    """Letters and digits, lower case, accents folded, Snowball stems. Made once a process."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple())
    filters = (Filter.remove_long(60), Filter.lowercase(), Filter.ascii_fold(), Filter.stemmer("english"))
    for part in filters:
        builder = builder.filter(part)
    return builder.build()


def without_han(text: str) -> str:
    """The text with every run of Chinese characters replaced by a space."""
    return _HAN_RUN.sub(" ", text)


def english_terms(text: str, *, stop: bool = False) -> list[str]:
    """Stems of the text's words in other than Chinese script; `stop` leaves stop words out."""
    plain = without_han(text)
    if stop:
        plain = " ".join(w for w in re.findall(r"\w+", plain) if w.lower() not in ENGLISH_STOP_WORDS)
    return english_analyzer().analyze(plain)


def chinese_terms(text: str) -> list[str]:
    """Bigrams of each run of Chinese characters; a run of one character stands for itself."""
    return [
        term
        for run in _HAN_RUN.findall(text)
        for term in ([run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)])
    ]


def has_word(text: str) -> bool:
    """Whether the text holds any letter or digit, in any script."""
    return any(character.isalnum() for character in text)
