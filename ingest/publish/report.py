"""What a publish did, and how its progress is told."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, int, int], None]
"""Told the step that begins or goes on, how many of its parts are done, and how many there are."""


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be taken: where (a path or id), and why with the remedy, in one line."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class PublishReport:
    """The release that was published, None where nothing had changed, with the documents' ids by what became
    of them. Policies of the register are counted among them. `resolved` are those of the unchanged ones whose
    citations have other links, since the register has changed. `seconds` tells how long each step took.
    """

    release: str | None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    resolved: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
