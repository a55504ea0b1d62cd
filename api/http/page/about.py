"""View model of the page about the release."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.http.page.changes import Changes, changes
from api.http.page.reference import Linker

if TYPE_CHECKING:
    from search.release import Release


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Counts, and how the release was made, as the manifest tells."""

    counts: list[tuple[str, str]]
    made: list[tuple[str, str]]
    technical: list[tuple[str, str]]
    changes: Changes


def about_page(release: "Release", linker: Linker) -> AboutPage:
    """What the page about the release shows."""
    ui, manifest = linker.ui, release.manifest
    told = [
        (ui.say("about.created"), manifest.created[:16].replace("T", " ")),
        (ui.say("about.software"), f"drcgraph {manifest.software}"),
        *((ui.say("about.model"), model.name) for model in manifest.models),
    ]
    counts = [(ui.word("count", name), f"{count:,}") for name, count in manifest.counts.items()]
    technical = {
        "created": manifest.created,
        "software": manifest.software,
        "reader": manifest.reader,
        "knowledge": manifest.knowledge,
        "previous": manifest.previous or "—",
        "models": {model.name: f"{model.dimension} × {model.hash[:16]}" for model in manifest.models},
        "seconds": {step: f"{seconds:.2f}" for step, seconds in manifest.seconds.items()},
    }
    return AboutPage(counts, told, _flat(technical), changes(release, linker))


def _flat(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            rows += _flat(value, f"{prefix}{name} ")
        else:
            rows.append((f"{prefix}{name}".replace("_", " "), str(value)))
    return rows
