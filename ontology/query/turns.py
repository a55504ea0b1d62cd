"""Who is next: clients take turns, so that one with many queries holds up its own alone."""

from collections import OrderedDict, deque
from collections.abc import Callable

Work = Callable[[], None]


class Turns:
    """What waits, each client's in order of arrival. The caller lets in one thread at a time."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, deque[Work]] = OrderedDict()

    def add(self, client: str, work: Work) -> None:
        """Let it wait; a client that had nothing waiting comes last."""
        self._waiting.setdefault(client, deque()).append(work)

    def waiting(self, client: str) -> int:
        """How much of the client waits."""
        return len(self._waiting.get(client, ()))

    def take(self) -> Work | None:
        """The first of the client whose turn it is, who then comes last; None where nothing waits."""
        if not self._waiting:
            return None
        client, queue = self._waiting.popitem(last=False)
        work = queue.popleft()
        if queue:
            self._waiting[client] = queue
        return work
