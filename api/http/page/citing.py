"""How to cite a document: a line to copy, and the same for reference managers."""

from api.http.bibliography import LABELS
from ingest.bibliography import CitedWork, format_bibliography
from ontology.article import Document


def cite_as(document: Document, title: str) -> list[tuple[str, str]]:
    """The document in each format of bibliographies: the format's name and the entry."""
    work = CitedWork(
        key=document.id,
        title=title,
        kind="other",
        issuers=document.authors or ((document.publisher,) if document.publisher else ()),
        date=document.date,
        url=document.url,
        language=document.language,
    )
    return [(label, format_bibliography([work], name).strip()) for name, label in LABELS.items()]
