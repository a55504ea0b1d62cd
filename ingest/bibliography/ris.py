"""RIS, written by rispy."""

from ingest.bibliography.work import CitedWork

_TYPES = {"law": "STAT", "regulation": "STAT", "report": "RPRT", "speech": "GEN"}


def to_ris(works: list[CitedWork]) -> str:
    """One reference a work; the citing passages are notes."""
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
        """Without the number before each reference, which is no line of RIS."""

        def set_header(self, count: int) -> str:  # noqa: ARG002
            return ""

    return str(rispy.dumps([_reference(work) for work in works], implementation=Writer))


def _reference(work: CitedWork) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str] | None] = {
        "type_of_reference": _TYPES.get(work.kind, "GOVDOC"),
        "id": work.key,
        "authors": list(work.issuers),
        "title": work.title,
        "number": work.number,
        "year": work.year,
        "date": work.date.replace("-", "/") if work.date else None,
        "urls": [work.url] if work.url else None,
        "language": work.language,
        "notes": [*([work.note] if work.note else []), *work.passages],
    }
    return {name: value for name, value in values.items() if value}
