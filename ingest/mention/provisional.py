"""What is recognised as a name but stands on no list."""

import hashlib
import re

from ontology.matcher import fold, singular

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_LEGAL_FORM = re.compile(r",?\s+(?:Co(?:mpany)?\.?,?\s*(?:Ltd|Limited)|Co|Ltd|Inc|PLC|LLC)\.?$")
_SLUG_SEPARATOR = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60


def provisional_label(text: str) -> str:
    """A name fit for a list: without article and legal form, a common noun in singular and small letters."""
    label = _LEGAL_FORM.sub("", _ARTICLE.sub("", " ".join(text.split())))
    if label and label[1:] == label[1:].lower() and label.isascii():
        before, space, last = label.lower().rpartition(" ")
        return label if _looks_proper(label) else f"{before}{space}{singular(last)}"
    return label or text


def _looks_proper(label: str) -> bool:
    return " " not in label and label[:1].isupper()


def provisional_id(label: str) -> str:
    """An id for `label` that no list uses, the same wherever the label is."""
    slug = _SLUG_SEPARATOR.sub("-", fold(label).lower)[:_LONGEST_SLUG].strip("-")
    if not slug or not label.isascii():
        slug = hashlib.sha256(label.encode("utf-8", "replace")).hexdigest()[:12]
    return f"provisional-{slug}"
