"""Characters that no store, no XML and no reader can use are taken out of what was read."""

import re
import unicodedata

_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNUSABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TRAILING = re.compile(r"[^\S\n]+(?=\n)")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    """`text` in NFC with "\\n" for line breaks, and U+FFFD for control characters and lone surrogates."""
    text = _NEWLINE.sub("\n", text.removeprefix("\ufeff"))
    text = _UNUSABLE.sub("\ufffd", text)
    text = _BLANK_LINES.sub("\n\n", _TRAILING.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """`text` cleaned, on one line."""
    return " ".join(clean_text(text).split())
