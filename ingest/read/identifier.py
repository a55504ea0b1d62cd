"""Ids of documents: given ones are checked, missing ones are made of the path."""

import hashlib
import re
import unicodedata

from ontology.errors import InvalidInputError

LONGEST = 200

_REFUSED = re.compile(r"[\s/\\?#%\x00-\x1f\x7f\ud800-\udfff]|^\.{1,2}$")
_UNSAFE = re.compile(r"[^a-z0-9]+")


def checked_id(value: str) -> str:
    """`value`, fit to be one segment of an address. Raises InvalidInputError where it isn't."""
    if not value:
        raise InvalidInputError("has no id")
    if _REFUSED.search(value) or len(value) > LONGEST:
        raise InvalidInputError(
            f'the id "{value[:60]}" cannot stand in an address; use at most {LONGEST} characters, without '
            "white space and without / \\ ? # %"
        )
    return value


def slug(path: str) -> str:
    """An id out of a relative path without its extension: "2018/Three Factors" gives "2018-three-factors".

    Letters outside of ASCII are left out, so a short hash of the path then keeps ids apart.
    """
    plain = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode().lower()
    words = _UNSAFE.sub("-", plain).strip("-")[:100].strip("-")
    if path.isascii() and words:
        return words
    return f"{words}-{_digest(path)}" if words else f"document-{_digest(path)}"


def _digest(path: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", path).encode("utf-8", "surrogateescape")).hexdigest()[
        :8
    ]
