"""Names as bags of terms: what a title says, apart from wording, word order, spelling and language.

English words are stemmed and synonyms merged; Chinese is cut into overlapping pairs of characters.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ontology.number.character import plain

_WORD = re.compile(r"\d\+[a-z]|[a-z]+(?:'s)?|\d+th\b|\d+(?:st|nd|rd)\b|\d+")
_SUFFIXES = (
    "ization",
    "isation",
    "izations",
    "izing",
    "ising",
    "ized",
    "ised",
    "izes",
    "ize",
    "ise",
)
_ZH_DROP = re.compile(
    r"[\s《》〈〉<>“”\"'‘’「」『』（）()\[\]【】〔〕、，,。·：:；;—–\-－]+|[\u200b-\u200f\ufeff]"
)
_ZH_FRAME = re.compile(
    r"^(?:中华人民共和国(?!东北)|中共中央办公厅|中共中央|国务院办公厅|国务院|国家发展改革委|财政部|国家税务总局|国资委|等.部门|和)+"
    r"|^(?:关于)?(?:印发|转发|批转|发布|下发)|^关于|的通知$|的?若干|(?<=[条决意规])的(?=意见|决定|批复)|指导意见$|实施意见$|的?意见$|的?决定$|的?批复$"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists, with synonyms by stem and number words by the figure they mean."""

    stop: frozenset[str]
    numbers: dict[str, str]
    endings: tuple[str, ...]
    synonyms: dict[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _words() -> _Words:
    lists = tomllib.loads((files("ontology.resolver") / "words.toml").read_text(encoding="utf-8"))
    endings = tuple(lists["endings"])
    ordinals = {word: f"{i}th" for i, word in enumerate(lists["ordinals"], 1)}
    cardinals = {word: str(i) for i, word in enumerate(lists["cardinals"], 1) if i > 1}
    synonyms = {
        _stem(word, endings): _stem(concept, endings)
        for concept, words in lists["synonyms"].items()
        for word in words.split()
    }
    phrases = tuple(
        (re.compile(entry["pattern"]), f" {entry['word']} " if entry["word"] else "")
        for entry in lists["phrase"]
    )
    return _Words(frozenset(lists["stop"]), ordinals | cardinals, endings, synonyms, phrases)


def english_terms(text: str) -> list[str]:
    """The terms of an English name or description in order, function words and kinds of document left out."""
    lowered = text.lower().replace("’", "'")
    for pattern, word in _words().phrases:
        lowered = pattern.sub(word, lowered)
    return [term for word in _WORD.findall(lowered) if (term := _term(word))]


def number_word(word: str) -> str:
    """The figure of an English number word ("fourteen": "14", "fourteenth": "14th"); empty for others."""
    return _words().numbers.get(word.lower(), "")


def _term(word: str) -> str:
    word = word.removesuffix("'s")
    words = _words()
    if word in words.numbers:
        return words.numbers[word]
    if word[0].isdigit():
        return re.sub(r"(?<=\d)(?:st|nd|rd)$", "th", word)
    if word in words.stop or len(word) < 2:
        return ""
    stem = english_stem(word)
    return words.synonyms.get(stem, stem)


@lru_cache(maxsize=20_000)
def english_stem(word: str) -> str:
    """A rough stem: "revitalization", "revitalizing" and "revitalize" fall together."""
    return _stem(word, _words().endings)


def _stem(word: str, endings: tuple[str, ...]) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)] + "iz"
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word.removesuffix("s") if len(word) > 3 else word


def chinese_core(text: str) -> str:
    """A Chinese title without spaces, marks and the frame of issuer, 关于 and kind of document."""
    core = _ZH_DROP.sub("", plain(text)).replace("二0", "20")
    before = None
    while before != core:
        before, core = core, _ZH_FRAME.sub("", core)
    return core or _ZH_DROP.sub("", text)


def chinese_terms(text: str) -> list[str]:
    """Overlapping pairs of characters of the title's core; digits stay whole."""
    core = chinese_core(text)
    terms = re.findall(r"\d+", core)
    for run in re.findall(r"[^\d]+", core):
        terms.extend(run[i : i + 2] for i in range(len(run) - 1))
        if len(run) == 1:
            terms.append(run)
    return terms


def terms(text: str, language: str) -> list[str]:
    """The terms of a name in the given language ("zh" or English)."""
    return chinese_terms(text) if language == "zh" else english_terms(text)
