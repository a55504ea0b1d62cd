"""Issuing codes (机关代字): which body a code stands for, and how it is romanised.

The list `issuing_codes.tsv` gives whole codes (国发) and the parts that codes are built from: a ministry and
its department (发改 + 振兴), a place and its organ (黑 + 政发). Codes outside the list are not recognised.
"""

from collections.abc import Iterator
from csv import DictReader
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

Role = Literal["full", "ministry", "place", "organ", "part", "order"]
_FOLLOWERS: dict[Role, tuple[Role, ...]] = {
    "full": ("part",),
    "ministry": ("part",),
    "place": ("organ",),
    "organ": ("part",),
    "part": ("part",),
    "order": (),
}
_STARTERS: tuple[Role, ...] = ("full", "ministry", "place")
_LONGEST_PIECE = 14
# Organs whose code needs nothing more: governments and Party committees, not departments.
_COMPLETE_ORGANS = "政府发委"


@dataclass(frozen=True, slots=True)
class CodePiece:
    """One row of the list: a whole code, or a part of codes."""

    role: Role
    zh: str
    pinyin: str
    issuer_en: str
    issuer_zh: str


Code = tuple[CodePiece, ...]


class CodeBook:
    """Reads codes in characters and in pinyin."""

    def __init__(self, pieces: list[CodePiece]) -> None:
        self._orders = {p.zh: p for p in pieces if p.role == "order"}
        self._places = {p.issuer_en: p.issuer_zh for p in pieces if p.role == "place"}
        self._by_zh: dict[str, list[CodePiece]] = {}
        self._by_sound: dict[str, list[CodePiece]] = {}
        for piece in pieces:
            if piece.role != "order":
                self._by_zh.setdefault(piece.zh, []).append(piece)
                self._by_sound.setdefault(plain_sound(piece.pinyin), []).append(piece)

    @lru_cache(maxsize=4096)  # noqa: B019 - one book lives as long as the process
    def read(self, zh: str) -> Code | None:
        """The code written in characters, or None."""
        return next(_chains(zh, self._by_zh, _STARTERS), None)

    @lru_cache(maxsize=4096)  # noqa: B019
    def read_sound(self, pinyin: str) -> Code | None:
        """The first code of the list that is spelt so, spaces and case aside, or None."""
        return next(_chains(plain_sound(pinyin), self._by_sound, _STARTERS), None)

    def place(self, english: str) -> str | None:
        """The Chinese name of a province or city that issues documents ("Liaoning": 辽宁省)."""
        return self._places.get(english)

    @property
    def places(self) -> tuple[str, ...]:
        """The Chinese names of the provinces and cities that issue documents."""
        return tuple(name for name in self._places.values() if name)

    def is_order(self, code: str) -> bool:
        """Whether documents of this kind are numbered through, without a year (国务院令)."""
        return code in self._orders or code.endswith(("令", "公告"))

    def is_whole(self, code: str) -> bool:
        """Whether the code names one series of documents, not only its issuer."""
        return self.is_order(code) or self.read(code) is not None or not self._is_beginning(code)

    def _is_beginning(self, code: str) -> bool:
        return not code or any(piece.role in ("ministry", "place") for piece in self._by_zh.get(code, ()))

    def sound(self, code: str) -> str:
        """The code's pinyin in plain lower-case letters; orders compare by their English name."""
        if code in self._orders:
            return plain_sound(self._orders[code].pinyin)
        pieces = self.read(code) or tuple(self._by_zh.get(code, ())[:1])
        return "".join(plain_sound(piece.pinyin) for piece in pieces) or code

    def english(self, code: str) -> str:
        """The code as English texts write it: "Guofa", "Fagai Zhenxing", "Heizhengfa"."""
        if code in self._orders:
            return self._orders[code].pinyin
        pieces = self.read(code) or tuple(self._by_zh.get(code, ())[:1])
        text = ""
        for before, piece in zip((None, *pieces), pieces, strict=False):
            fused = before is not None and (before.role in ("place", "organ") or before.zh == "联")
            text += piece.pinyin.lower() if fused else (" " if text else "") + piece.pinyin.title()
        return text or code

    def issuer(self, code: str, language: str = "en") -> str | None:
        """The issuing body's name, or None for a code outside the list."""
        if code in self._orders:
            piece = self._orders[code]
            return piece.issuer_zh or piece.issuer_en if language == "zh" else piece.issuer_en
        pieces = self.read(code) or tuple(self._by_zh.get(code, ())[:1])
        if not pieces:
            return None
        names = [piece.issuer_zh if language == "zh" else piece.issuer_en for piece in pieces[:2]]
        return ("" if language == "zh" else " ").join(name for name in names if name) or None


def plain_sound(pinyin: str) -> str:
    """Lower-case letters alone; ü is written as u."""
    return "".join(c for c in pinyin.lower().replace("ü", "u") if c.isalpha())


def _chains(text: str, pieces: dict[str, list[CodePiece]], roles: tuple[Role, ...]) -> Iterator[Code]:
    for end in range(min(len(text), _LONGEST_PIECE), 0, -1):
        for piece in pieces.get(text[:end], ()):
            if piece.role not in roles:
                continue
            if end == len(text):
                if _may_end(piece):
                    yield (piece,)
            else:
                for rest in _chains(text[end:], pieces, _FOLLOWERS[piece.role]):
                    yield (piece, *rest)


def _may_end(piece: CodePiece) -> bool:
    if piece.role == "organ":
        return piece.zh[0] in _COMPLETE_ORGANS and piece.zh not in ("发改",)
    return piece.role in ("full", "part")


@cache
def code_book() -> CodeBook:
    """The packaged list of codes."""
    source = files("ontology.number") / "issuing_codes.tsv"
    rows = DictReader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return CodeBook([_piece(row) for row in rows])


def _piece(row: dict[str, str]) -> CodePiece:
    return CodePiece(cast("Role", row["role"]), row["zh"], row["pinyin"], row["issuer_en"], row["issuer_zh"])
