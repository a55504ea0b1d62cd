"""Sentences as evidence: where something is cited or mentioned, in its words, with its source."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.http.page.reference import Linker, lang_tag
from api.http.page.text import highlighted
from ingest.sentence import sentences
from ontology.article import Article, Citation, Mention


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence of a document, with the words that matter highlighted."""

    href: str
    title: str
    lang: str
    publisher: str | None
    date: str | None
    text_lang: str
    pieces: list[tuple[str, bool]]
    count: int
    validity: str | None


def quotes(found: Iterable[tuple[Article, Mention | Citation]], linker: Linker) -> list[Quote]:
    """One quote a document, newest first: its first sentence with the thing, and how often it is there."""
    grouped: dict[str, list[tuple[Article, Mention | Citation]]] = {}
    for article, item in found:
        grouped.setdefault(article.document.id, []).append((article, item))
    made = [_quote(group, linker) for group in grouped.values()]
    return sorted(made, key=lambda quote: quote.date or "", reverse=True)


def sentence_span(article: Article, start: int, end: int) -> tuple[int, int]:
    """The sentences that a span lies in; the passage, or the span itself, where none holds it."""
    for passage in article.passages:
        if passage.start <= start and end <= passage.end:
            language = article.document.language
            spans = [(passage.start + a, passage.start + b) for a, b in sentences(passage.text, language)]
            inside = [span for span in spans if span[0] < end and start < span[1]]
            return (inside[0][0], inside[-1][1]) if inside else (passage.start, passage.end)
    return start, end


def _quote(group: list[tuple[Article, Mention | Citation]], linker: Linker) -> Quote:
    article, item = group[0]
    document = article.document
    start, end = sentence_span(article, item.start, item.end)
    ref = linker.document(document)
    anchor = f"#c{item.start}" if isinstance(item, Citation) else ""
    spans = [(other.start - start, other.end - start) for _, other in group if start <= other.start < end]
    return Quote(
        href=f"{ref.href}{anchor}",
        title=ref.label,
        lang=ref.lang,
        publisher=linker.publisher(document.publisher),
        date=document.date,
        text_lang=lang_tag(document.language),
        pieces=highlighted(document.text[start:end], spans),
        count=len(group),
        validity=next((o.validity for _, o in group if isinstance(o, Citation) and o.validity), None),
    )
