"""How long queries of a shape have taken of late: what is known to be slow is not tried among the quick ones.

A shape is a query without its constants, so that one that is asked of thing after thing is recognised.
"""

import re
import threading
from collections import OrderedDict
from hashlib import sha256

REMEMBERED = 1000
OFTEN = 2
_CONSTANT = re.compile(
    r"""<[^<>\s]*>|"{3}.*?"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*|\d+""", re.DOTALL
)


class Habits:
    """Counts how often a shape was slow (above zero) or quick (below) in a row. Only digests are kept."""

    def __init__(self) -> None:
        self._counts: OrderedDict[bytes, int] = OrderedDict()
        self._lock = threading.Lock()

    def is_slow(self, query: str) -> bool:
        """Whether the last ones of its shape were slow: a single one may have been the machine's fault."""
        return self._count(query) >= OFTEN

    def is_quick(self, query: str) -> bool:
        """Whether the last ones of its shape were quick."""
        return self._count(query) <= -OFTEN

    def was_slow(self, query: str) -> None:
        """Note that it took long."""
        self._note(query, 1)

    def was_quick(self, query: str) -> None:
        """Note that it did not."""
        self._note(query, -1)

    def _count(self, query: str) -> int:
        with self._lock:
            return self._counts.get(_shape(query), 0)

    def _note(self, query: str, sign: int) -> None:
        shape = _shape(query)
        with self._lock:
            count = self._counts.pop(shape, 0)
            self._counts[shape] = sign * min(max(sign * count, 0) + 1, OFTEN)
            if len(self._counts) > REMEMBERED:
                self._counts.popitem(last=False)


def _shape(query: str) -> bytes:
    return sha256(_CONSTANT.sub("?", query).encode("utf-8", "surrogatepass")).digest()
