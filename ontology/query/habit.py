"""Which queries have turned out to be slow: they need not be tried again among the quick ones."""

import threading
from collections import OrderedDict
from hashlib import sha256

REMEMBERED = 1000
OFTEN = 2


class Habits:
    """Counts how often a query was slow since it was last quick. Only digests of queries are kept."""

    def __init__(self) -> None:
        self._slow: OrderedDict[bytes, int] = OrderedDict()
        self._lock = threading.Lock()

    def is_slow(self, query: str) -> bool:
        """Whether it has been slow each time of late: once may have been the machine's fault."""
        with self._lock:
            return self._slow.get(_key(query), 0) >= OFTEN

    def was_slow(self, query: str) -> None:
        """Note that it took long."""
        with self._lock:
            self._slow[_key(query)] = self._slow.pop(_key(query), 0) + 1
            if len(self._slow) > REMEMBERED:
                self._slow.popitem(last=False)

    def was_quick(self, query: str) -> None:
        """Note that it did not."""
        with self._lock:
            self._slow.pop(_key(query), None)


def _key(query: str) -> bytes:
    return sha256(query.encode("utf-8", "surrogatepass")).digest()
