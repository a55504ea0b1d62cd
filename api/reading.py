"""The annotator that fits a data folder: it knows what the current release knows."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.annotate import Annotator
    from ontology.knowledge import Knowledge
    from search.assistant import Assistant


def known(data: Path, release: str | None = None) -> "Knowledge":
    """Lists and register of a release (the current one by default), or the packaged ones before the first."""
    from ontology.knowledge import load_knowledge
    from search.release import current_release_id, open_release

    wanted = release or current_release_id(data)
    return load_knowledge() if wanted is None else open_release(data, wanted).knowledge


def annotator(data: Path, release: str | None = None, assistant: "Assistant | None" = None) -> "Annotator":
    """An annotator with that knowledge, and with a language model that proposes, if there is one."""
    from ingest.annotate import Annotator

    return Annotator(known(data, release), assistant)
