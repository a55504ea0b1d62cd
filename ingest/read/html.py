"""HTML pages: trafilatura finds the article and its metadata."""

from ingest.read.draft import Draft
from ingest.read.page import read_page
from ingest.read.unreadable import UnreadableError


def read_html(data: bytes) -> Draft:
    """The article of an HTML page, in any encoding that the page declares.

    Raises UnreadableError where no article is found in it.
    """
    from trafilatura import bare_extraction

    page = bare_extraction(data, with_metadata=True, include_comments=False, include_tables=True)
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        raise UnreadableError("no article is found in this HTML page; save its text as .txt or .md")
    title, text = page.title or "", _paragraphs(page.text or "")
    article = read_page(f"{title}\n\n{title}\n\n{text}" if title else text)
    return article.with_defaults(
        title=title,
        publisher=page.sitename or "",
        date=page.date or "",
        url=page.url or "",
        language=page.language or "",
    ).with_authors(page.author or "")


def _paragraphs(text: str) -> str:
    """trafilatura ends each paragraph with one line break."""
    return "\n\n".join(line for line in text.split("\n") if line.strip())
