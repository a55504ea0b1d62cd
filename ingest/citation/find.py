"""Finds the citations of policies in a text and resolves them against the register."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ingest.citation.chinese import chinese_phrases
from ingest.citation.context import TextContext
from ingest.citation.dated import dated_mentions
from ingest.citation.discourse import with_references
from ingest.citation.english import english_phrases
from ingest.citation.link import Linker
from ingest.citation.linked import LinkedMention
from ingest.citation.marked import books, marked_titles
from ingest.citation.mention import PolicyMention
from ingest.citation.merge import best_of_overlapping, join_links, join_numbers, parts_beside
from ingest.citation.named import named_policies
from ingest.citation.plan import congress_reports, general_plans, listed_plans, session_documents
from ingest.citation.score import probability
from ingest.citation.validity import validity
from ontology.article import Citation
from ontology.number import find_numbers
from ontology.resolver import PolicyResolver
from ontology.resolver.facts import bag

# In a list of references: the rest of an article's or a book's title, then the sign for its kind (GB/T 7714).
_ARTICLE = re.compile(r"[^.。\n\[\]]{0,80}\[[JMDN](?:/OL)?\]")


def find_citations(
    text: str, language: str, resolver: PolicyResolver, date: str | None = None
) -> list[Citation]:
    """The citations in `text`, in order, without overlap; time is linear in its length.

    `date` is that of the text (ISO 8601): policies of later years are no candidates, and citations of what
    had ended by then get a warning.
    """
    return [citation(text, item, resolver, date) for item in find_linked(text, language, resolver, date)]


def find_linked(
    text: str, language: str, resolver: PolicyResolver, date: str | None = None
) -> list[LinkedMention]:
    """The same as mentions with their resolution, `score` being the fit and not yet a probability."""
    context = TextContext(text, resolver.find_places(text, language))
    linker = Linker(resolver, language, context, date)
    return with_references(text, _linked(text, language, resolver, linker, context), resolver)


def _linked(
    text: str, language: str, resolver: PolicyResolver, linker: Linker, context: TextContext
) -> list[LinkedMention]:
    numbers = [
        PolicyMention(m.start, m.end, "number", None, m.numbers, formal=True) for m in find_numbers(text)
    ]
    phrases = chinese_phrases(text) if language == "zh" else english_phrases(text, context.place_ends)
    named = list(named_policies(text, language, resolver))
    listed = [*listed_plans(text, language), *dated_mentions(text, language, resolver)]
    titles = [*marked_titles(text, resolver), *named, *listed, *_new_phrases(phrases, named, language)]
    titles = [title for title in titles if not _ARTICLE.match(text, title.end)]
    if language == "zh":
        titles += [*general_plans(text, resolver), *session_documents(text, resolver)]
        titles += congress_reports(text, resolver)
        inside = {at for start, end in books(text, resolver) for at in range(start, end)}
        titles = [title for title in titles if title.start not in inside]
    joined = join_numbers(text, titles, numbers)
    names = _Names(named)
    found = [linked for m in joined if m.by != "reference" for linked in _parted(text, m, names, linker)]
    linker.take_note(frozenset(linked.policy for linked in found if linked.policy))
    found += [linked for m in joined if m.by == "reference" and (linked := linker.link(m))]
    return join_links(text, _best(_uncut(found)))


class _Names:
    """Names of the register in one text that need no context, by where they begin."""

    def __init__(self, named: Iterable[PolicyMention]) -> None:
        self._names = sorted((name for name in named if not name.context), key=lambda name: name.start)
        self._starts = [name.start for name in self._names]

    def within(self, mention: PolicyMention) -> list[PolicyMention]:
        """Those that begin inside the mention."""
        return self._names[bisect_left(self._starts, mention.start) : bisect_left(self._starts, mention.end)]


def _parted(text: str, mention: PolicyMention, names: _Names, linker: Linker) -> Iterator[LinkedMention]:
    """The mention resolved; of a title that is none as a whole, what stands beside a name it is joined to by
    "and" ("the Food Security Law and Regulations on …")."""
    linked = linker.link(mention)
    if linked is None or linked.status != "unregistered" or mention.by != "title" or mention.head is None:
        if linked:
            yield linked
        return
    parts = parts_beside(text, mention, names.within(mention))
    if parts is None:
        yield linked
    for part in parts or ():
        if found := linker.link(part):
            yield found


def _new_phrases(
    phrases: Iterable[PolicyMention], named: list[PolicyMention], language: str
) -> Iterator[PolicyMention]:
    """Those phrases that say more than a name of the register which they contain."""
    names = _Names(named)
    for phrase in phrases:
        terms = bag(phrase.title or "", language)
        same = (
            name.end <= phrase.end and name.kind == phrase.kind and terms <= bag(name.title or "", language)
            for name in names.within(phrase)
        )
        if not any(same):
            yield phrase


def _uncut(found: list[LinkedMention]) -> Iterator[LinkedMention]:
    """Without the undecided that begin or end inside a number or a registered name: they cut it in two."""
    inside = {
        at
        for linked in found
        if linked.mention.by == "number" or (linked.mention.policies and not linked.mention.context)
        for at in range(linked.mention.start + 1, linked.mention.end)
    }
    for linked in found:
        mention = linked.mention
        loose = linked.status != "resolved" and not mention.policies and not mention.numbers
        if not loose or (mention.start not in inside and mention.end not in inside):
            yield linked


def _best(found: Iterable[LinkedMention]) -> list[LinkedMention]:
    by_mention: dict[PolicyMention, LinkedMention] = {}
    for linked in found:
        by_mention.setdefault(linked.mention, linked)
    return [by_mention[mention] for mention in best_of_overlapping(by_mention)]


def citation(text: str, linked: LinkedMention, resolver: PolicyResolver, date: str | None) -> Citation:
    """A mention with its resolution as a citation of `text`."""
    mention = linked.mention
    policy = linked.policy
    known = resolver.policy(policy) if policy else None
    return Citation(
        mention.start,
        mention.end,
        text[mention.start : mention.end],
        linked.status,
        policy,
        linked.policies if linked.status == "ambiguous" else (),
        " ".join(mention.title.split()) if mention.title else None,
        mention.numbers[0].zh if mention.numbers else None,
        mention.by,
        round(probability(linked), 3),
        validity(known, date) if known else None,
    )
