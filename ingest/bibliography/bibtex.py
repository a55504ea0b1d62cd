"""BibTeX, written by bibtexparser; letters of all scripts stay, for BibTeX engines that read UTF-8."""

from ingest.bibliography.work import CitedWork

_TYPES = {"law": "misc", "regulation": "misc", "speech": "misc"}


def to_bibtex(works: list[CitedWork]) -> str:
    """One entry a work: a report of its issuer, with number and kind; laws and speeches as misc."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry, Field

    entries: list[Block] = [
        Entry(
            _TYPES.get(work.kind, "techreport"),
            work.key,
            [Field(name, value) for name, value in _fields(work)],
        )
        for work in works
    ]
    return write_string(Library(entries))


def _fields(work: CitedWork) -> list[tuple[str, str]]:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    encoder = UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)
    issuers = " and ".join(f"{{{encoder.unicode_to_latex(issuer)}}}" for issuer in work.issuers)
    values = {
        "title": f"{{{encoder.unicode_to_latex(work.title)}}}",
        "author": issuers,
        "institution": encoder.unicode_to_latex("; ".join(work.issuers)),
        "type": work.kind.capitalize() if work.kind != "other" else "",
        "number": encoder.unicode_to_latex(work.number or ""),
        "year": work.year or "",
        "date": work.date or "",
        "url": work.url or "",
        "langid": "chinese" if work.language == "zh" else "english",
        "note": encoder.unicode_to_latex(work.note or ""),
        "annote": encoder.unicode_to_latex("\n".join(work.passages)),
    }
    return [(name, value) for name, value in values.items() if value]
