"""Lists of documents as files for reference managers."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi.responses import Response

from ingest.bibliography import CitedWork, format_bibliography

LABELS = {"gbt7714": "GB/T 7714", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
_FILES = {
    "gbt7714": ("txt", "text/plain; charset=utf-8"),
    "bibtex": ("bib", "application/x-bibtex; charset=utf-8"),
    "ris": ("ris", "application/x-research-info-systems; charset=utf-8"),
    "csl": ("json", "application/vnd.citationstyles.csl+json"),
}


def bibliography_response(works: Iterable[CitedWork], format_: str, name: str) -> Response:
    """The works as a download. Raises InvalidInputError for an unknown format."""
    content = format_bibliography(works, format_)
    extension, media_type = _FILES[format_]
    disposition = f'attachment; filename="{name}.{extension}"'
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})


def hit_work(hit: Mapping[str, Any]) -> CitedWork:
    """A document that was found, as a bibliography has it."""
    return CitedWork(
        key=hit["id"],
        title=hit["title"],
        kind="other",
        issuers=(hit["publisher"],) if hit["publisher"] else (),
        date=hit["date"],
        url=hit["url"],
    )
