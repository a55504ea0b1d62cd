"""Quotes that somebody else takes for citations, resolved like those that are found here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.citation.context import TextContext
from ingest.citation.find import citation
from ingest.citation.link import Linker
from ingest.citation.mention import PolicyMention
from ontology.article import Citation, CitedBy
from ontology.number import find_numbers
from ontology.resolver import PolicyResolver
from ontology.resolver.kind import kind_of_title_en, kind_of_title_zh


def resolve_quotes(
    text: str, places: Sequence[tuple[int, int]], language: str, resolver: PolicyResolver, date: str | None
) -> Iterator[Citation]:
    """The citations at `places` in `text`, each where its quote names a kind of document or has a number.

    What it means is settled by the register: a quote that fits nothing there stays unregistered.
    """
    if not places:
        return
    context = TextContext(text, resolver.find_places(text, language))
    linker = Linker(resolver, language, context, date)
    for start, end in places:
        quote = text[start:end]
        numbers = tuple(number for match in find_numbers(quote) for number in match.numbers)
        kind = kind_of_title_zh(quote) if language == "zh" else kind_of_title_en(quote)
        if not numbers and kind is None:
            continue
        by: CitedBy = "number" if numbers else "description"
        mention = PolicyMention(start, end, by, None if numbers else quote, numbers, kind=kind, formal=True)
        linked = linker.link(mention)
        if linked is not None:
            # The place is that of the quote, also where the linker would have taken less of it.
            kept = replace(linked.mention, start=start, end=end)
            yield citation(text, replace(linked, mention=kept), resolver, date)
