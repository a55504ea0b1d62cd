"""What a format's reader hands on: text and metadata as they stand in the file."""

import re
from dataclasses import dataclass, replace
from typing import Any

from ingest.language import detect_language
from ingest.read.clean import clean_line, clean_text
from ingest.read.date import iso_date
from ingest.read.identifier import checked_id
from ingest.read.unreadable import UnreadableError
from ontology.article import Document
from ontology.errors import InvalidInputError

_SEPARATOR = re.compile(r"[;；、]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before its gaps are filled: what isn't known is empty."""

    text: str
    id: str = ""
    title: str = ""
    title_zh: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    translation_of: str = ""

    def with_defaults(self, **values: str) -> "Draft":
        """A copy in which the given values fill the fields that are empty."""
        missing: dict[str, Any] = {name: value for name, value in values.items() if not getattr(self, name)}
        return replace(self, **missing)

    def with_authors(self, names: str) -> "Draft":
        """A copy with the authors in `names`, parted by semicolons, where none is known."""
        authors = tuple(name for part in _SEPARATOR.split(names) if (name := part.strip()))
        return self if self.authors else replace(self, authors=authors)


def finish(draft: Draft, source: str) -> Document:
    """The draft as a document: all cleaned, the date as ISO 8601, the language detected if missing.

    Raises UnreadableError where the draft has no id, no title or no text, or a value that cannot be used.
    """
    text = clean_text(draft.text)
    if not text:
        raise UnreadableError("holds no text; write some below the title or leave the file out")
    title = clean_line(draft.title)
    try:
        return Document(
            id=checked_id(draft.id),
            title=title,
            text=text,
            language=_language(draft.language) or detect_language(text),
            title_zh=clean_line(draft.title_zh) or None,
            authors=tuple(name for author in draft.authors if (name := clean_line(author))),
            publisher=clean_line(draft.publisher) or None,
            date=iso_date(draft.date),
            url=clean_line(draft.url) or None,
            source=source,
            translation_of=checked_id(draft.translation_of) if draft.translation_of else None,
        )
    except InvalidInputError as error:
        raise UnreadableError(str(error)) from error


def _language(tag: str) -> str:
    """The primary subtag of a BCP 47 tag: "zh-Hans" is "zh"."""
    return clean_line(tag).replace("_", "-").partition("-")[0].lower()
