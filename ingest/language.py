"""Which language a text is written in, from its script and, for Latin and Cyrillic scripts, py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 10_000
"""Characters whose script is looked at."""

_SAMPLE_FOR_LIBRARY = 600
"""More characters do not change py3langid's answer."""

_CANDIDATES = ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "pl", "cs", "tr", "vi", "id", "ru", "uk", "mn")
_SURE = 0.95
_MINIMUM_LETTERS = 40

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_HAN_PER_WORD = 1.7
_PLAINLY = 0.08


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of `text` is in.

    "zh" and "en" are what drcgraph reads; any other code says that it does not. A text too short to tell, or
    without letters, counts as English.
    """
    sample = text[:SAMPLE]
    han, kana, hangul = (len(script.findall(sample)) for script in (_HAN, _KANA, _HANGUL))
    words = _WORD.findall(sample)
    if (han + kana + hangul) / _HAN_PER_WORD <= len(words):
        return "en" if _plainly_english(words) else _by_library(" ".join(words)[:_SAMPLE_FOR_LIBRARY])
    if hangul > han:
        return "ko"
    return "ja" if kana > han / 10 else "zh"


def _plainly_english(words: list[str]) -> bool:
    """Whether the commonest English words alone decide, which saves the library's time for most documents."""
    return sum(words.count(word) for word in ("the", "of", "and")) > _PLAINLY * len(words)


def _by_library(words: str) -> str:
    if len(words) < _MINIMUM_LETTERS:
        return "en"
    language, probability = _identifier().classify(words)
    return str(language) if probability >= _SURE else "en"


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_CANDIDATES))
    return identifier
