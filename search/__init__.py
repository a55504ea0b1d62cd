"""From a question to passages: embeddings, indexes, ranking, releases.

What programs use stands here; each name is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.backup import back_up, restore
    from search.export import export_release
    from search.release import Release, list_releases, open_release, prune, rollback
    from search.request import Filters, SearchQuery

__all__ = [
    "Filters",
    "Release",
    "SearchQuery",
    "back_up",
    "export_release",
    "list_releases",
    "open_release",
    "prune",
    "restore",
    "rollback",
]

_HOMES = {
    "back_up": "backup",
    "restore": "backup",
    "export_release": "export",
    "Release": "release",
    "list_releases": "release",
    "open_release": "release",
    "prune": "release",
    "rollback": "release",
    "Filters": "request",
    "SearchQuery": "request",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"search.{_HOMES[name]}"), name)
