"""CSL-JSON, the input format of citation processors (schema 1.0)."""

import json
from typing import Any

from ingest.bibliography.work import CitedWork

_TYPES = {"law": "legislation", "regulation": "legislation", "speech": "speech"}


def to_csl(works: list[CitedWork]) -> str:
    """A JSON array of items; the citing passages stand in `annote`."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def _item(work: CitedWork) -> dict[str, Any]:
    values = {
        "id": work.key,
        "type": _TYPES.get(work.kind, "report"),
        "title": work.title,
        "author": [{"literal": issuer} for issuer in work.issuers],
        "genre": work.kind.capitalize() if work.kind != "other" else None,
        "number": work.number,
        "issued": {"date-parts": [[int(part) for part in work.date.split("-")]]} if work.date else None,
        "URL": work.url,
        "language": "zh-CN" if work.language == "zh" else "en",
        "note": work.note,
        "annote": "\n".join(work.passages),
    }
    return {name: value for name, value in values.items() if value}
