"""Bibliographies as text: BibTeX, RIS, CSL-JSON and GB/T 7714."""

from collections.abc import Callable, Iterable

from ingest.bibliography.bibtex import to_bibtex
from ingest.bibliography.csl import to_csl
from ingest.bibliography.gbt7714 import to_gbt7714
from ingest.bibliography.ris import to_ris
from ingest.bibliography.work import CitedWork
from ontology.errors import InvalidInputError

FORMATS: dict[str, Callable[[list[CitedWork]], str]] = {
    "bibtex": to_bibtex,
    "ris": to_ris,
    "csl": to_csl,
    "gbt7714": to_gbt7714,
}


def format_bibliography(works: Iterable[CitedWork], format_: str) -> str:
    """The works in the named format of FORMATS. Raises InvalidInputError for another name."""
    try:
        write = FORMATS[format_]
    except KeyError:
        raise InvalidInputError(f"no format {format_!r}; choose from {', '.join(FORMATS)}") from None
    return write(list(works))
