"""Finds document numbers in running text, both languages, lists and broken lines included."""

import re
from dataclasses import dataclass

from ontology.number.character import plain
from ontology.number.chinese import chinese_numbers
from ontology.number.code import code_book
from ontology.number.document_number import DocumentNumber
from ontology.number.english import english_numbers
from ontology.number.reading import Reading

_SEPARATOR = re.compile(r"(?:[\s,;、，；/]|和|与|及|以及|或|and|or|as well as|&)*")
_NEXT_SERIAL = re.compile(
    r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+|\s*[、和与及]\s*)(?:[Nn]o\.?\s*|第\s?)?"
    r"(?P<serial>\d{1,4})(?P<end>\s?号|(?!\.?\d|\w))"
)
_LONGEST_GAP = 24
_LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A place where a document is named by number: `text[start:end]`, and the number read there."""

    start: int
    end: int
    text: str
    numbers: tuple[DocumentNumber, ...]

    @property
    def number(self) -> DocumentNumber:
        """The number, or the first of several."""
        return self.numbers[0]


def find_numbers(text: str) -> list[NumberMatch]:
    """The document numbers in `text`, in order and without overlaps; time is linear in its length."""
    unified = plain(text)
    readings = sorted(
        [*chinese_numbers(unified), *english_numbers(unified)],
        key=lambda r: (r.start, -r.end, not r.complete),
    )
    found: list[NumberMatch] = []
    last: Reading | None = None
    for reading in readings:
        if last and reading.start < last.end:
            continue
        filled = _filled(reading, last, unified)
        if filled is None:
            continue
        found.append(_match(filled, text))
        last = filled
        for more in _list_after(filled, unified):
            found.append(_match(more, text))
            last = more
    return found


def read_number(written: str) -> DocumentNumber | None:
    """The number that `written` consists of or begins with, or None."""
    matches = find_numbers(written)
    return matches[0].number if matches else None


def _match(reading: Reading, text: str) -> NumberMatch:
    number = DocumentNumber(reading.code, reading.year, reading.serial)
    return NumberMatch(reading.start, reading.end, text[reading.start : reading.end], (number,))


def _filled(reading: Reading, last: Reading | None, text: str) -> Reading | None:
    """The reading with its code; one without a code takes that of the number it is listed after."""
    if reading.complete:
        return reading
    if last is None or not last.code or reading.start - last.end > _LONGEST_GAP:
        return None
    if _SEPARATOR.fullmatch(text, last.end, reading.start) is None:
        return None
    year = reading.year or last.year
    return Reading(reading.start, reading.end, last.code, year, reading.serial, complete=True)


def _list_after(reading: Reading, text: str) -> list[Reading]:
    """The serial numbers that follow: "Guofa [2016] Nos. 28 and 62", 国发〔2016〕28号、62号."""
    found: list[Reading] = []
    end = reading.end
    chinese = text[end - 1] == "号"
    while len(found) < _LONGEST_LIST and (reading.plural or chinese):
        match = _NEXT_SERIAL.match(text, end)
        if match is None or (chinese and not match["end"].strip()):
            break
        if "第" in match.group() and not code_book().is_order(reading.code):
            break  # 国发〔2007〕38号，第28号附图
        serial = int(match["serial"])
        found.append(
            Reading(match.start("serial"), match.end(), reading.code, reading.year, serial, complete=True)
        )
        end = match.end()
    return found
