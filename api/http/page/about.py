"""View model of the page about the release."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.http.page.interface import Interface

if TYPE_CHECKING:
    from search.release import Release


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Counts, and how the release was made, as the manifest tells."""

    counts: list[tuple[str, str]]
    made: list[tuple[str, str]]


def about_page(release: "Release", ui: Interface) -> AboutPage:
    """What the page about the release shows."""
    manifest = release.manifest
    counts = [(ui.word("count", name), f"{count:,}") for name, count in manifest.counts.items()]
    made = {
        "created": manifest.created,
        "software": manifest.software,
        "reader": manifest.reader,
        "knowledge": manifest.knowledge,
        "previous": manifest.previous or "—",
        "models": {model.name: f"{model.dimension} × {model.hash[:16]}" for model in manifest.models},
        "seconds": {step: f"{seconds:.2f}" for step, seconds in manifest.seconds.items()},
    }
    return AboutPage(counts, _flat(made))


def _flat(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            rows += _flat(value, f"{prefix}{name} ")
        else:
            rows.append((f"{prefix}{name}".replace("_", " "), str(value)))
    return rows
