"""YAML front matter of Markdown and text files, and the same names in JSON objects."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ingest.read.draft import Draft
from ingest.read.unreadable import UnreadableError

_FENCE = re.compile(r"\A---[^\S\n]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELDS = ("id", "title", "title_zh", "publisher", "date", "url", "language", "translation_of")


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Metadata and body of `text`; no metadata where it doesn't open with a fence `---`.

    Raises UnreadableError where the part between the fences is no YAML mapping.
    """
    text = text.replace("\r\n", "\n")
    match = _FENCE.match(text)
    if match is None:
        return {}, text
    import yaml

    try:
        loaded = yaml.safe_load(match.group("yaml"))
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise UnreadableError(
            f"the front matter is no valid YAML ({reason}); mend it or remove it"
        ) from error
    if loaded is None:
        loaded = {}
    if not isinstance(loaded, dict):
        raise UnreadableError('the front matter is no list of "name: value" lines; mend it or remove it')
    return loaded, text[match.end() :]


def with_metadata(draft: Draft, values: Mapping[str, Any]) -> Draft:
    """`draft` with the fields that `values` has under the names that Markdown front matter and JSONL share.

    Raises UnreadableError for a value that is neither text nor number nor date (nor, for authors, a list).
    """
    fields: dict[str, Any] = {
        name: _text(name, values[name]) for name in _FIELDS if values.get(name) is not None
    }
    if values.get("authors") is not None:
        fields["authors"] = _authors(values["authors"])
    return replace(draft, **{name: value for name, value in fields.items() if value})


def _text(name: str, value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise UnreadableError(f'"{name}" is {value!r}; give it as text')


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text("authors", author) for author in value)
    return tuple(re.split(r"\s*[;；、]\s*", _text("authors", value)))
