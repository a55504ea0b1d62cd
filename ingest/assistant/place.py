"""Where a quote stands in a text, letter by letter."""

from bisect import bisect_left
from collections.abc import Iterable

Place = tuple[int, int]


class Taken:
    """Places that are taken, none overlapping another."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = sorted(places)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing stands between `start` and `end`."""
        at = bisect_left(self._places, (start, start))
        before = self._places[at - 1][1] if at else 0
        after = self._places[at][0] if at < len(self._places) else end
        return before <= start and after >= end

    def take(self, place: Place) -> None:
        """Take a free place."""
        self._places.insert(bisect_left(self._places, place), place)


def free_place(text: str, quote: str, part: Place, taken: Taken) -> Place | None:
    """The first place of `quote` within `part` of the text that is free and cuts no word, if any."""
    start = text.find(quote, *part)
    while start >= 0:
        end = start + len(quote)
        if taken.free(start, end) and not _cuts(text, start) and not _cuts(text, end):
            return start, end
        start = text.find(quote, start + 1, part[1])
    return None


def _cuts(text: str, at: int) -> bool:
    """Whether a word in Latin letters, or a number, goes on across `at`."""
    around = text[max(at - 1, 0) : at + 1]
    return at > 0 and len(around) > 1 and all(c.isascii() and c.isalnum() for c in around)
