"""Line breaks that only a page's width put there are taken out again."""

import re

from ingest.paragraph import paragraphs

_HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad]\n\s*(?=[a-z])")
_BETWEEN_CJK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[^\S\n]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_BREAK = re.compile(r"\s*\n\s*")


def unwrap(text: str) -> str:
    """`text` with one line a paragraph and blank lines between; words parted at line ends are joined."""
    return "\n\n".join(_joined(text[start:end]) for start, end in paragraphs(text))


def _joined(paragraph: str) -> str:
    if "\n" not in paragraph:
        return paragraph
    return _BREAK.sub(" ", _BETWEEN_CJK.sub("", _HYPHENATED.sub("", paragraph)))
