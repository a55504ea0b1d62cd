"""All figures of one evaluation, as one object that is printed, kept and compared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ingest.evaluation.calibration import Bin, calibration
from ingest.evaluation.error import Mistake, mistakes
from ingest.evaluation.gold import GoldText
from ingest.evaluation.link import link_counter
from ingest.evaluation.outcome import Outcome
from ingest.evaluation.reading import Judges, Read, article_outcomes, citation_outcomes
from ingest.evaluation.score import Counts, Score, by_document, count_all, score
from search.evaluation import SearchScore

SUBJECTS = ("actor", "industry", "region", "policy", "measure", "standing")

Counter = Callable[[Iterable[Outcome]], Counts]


@dataclass(frozen=True)
class Report:
    """Figures by set ("articles", "citations"), subject and part; search figures apart."""

    gold: str
    scores: list[Score] = field(default_factory=list)
    search: list[SearchScore] = field(default_factory=list)
    calibration: list[Bin] = field(default_factory=list)
    errors: list[Mistake] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As plain dicts, lists and scalars."""
        return asdict(self)


def article_report(texts: Sequence[GoldText], read: Read, judges: Judges) -> Report:
    """Figures of mentions, policies, measures and their standing in articles, by language."""
    found = list(article_outcomes(texts, read, judges))
    scores, bins = [], []
    for subject in SUBJECTS:
        own = [outcome for outcome in found if outcome.subject == subject]
        scores += _parts("articles", subject, texts, own, count_all, categories=False)
        if subject != "standing":
            bins += calibration(f"articles {subject}", own)
    return Report("", scores, calibration=bins, errors=list(mistakes(found)))


def citation_report(texts: Sequence[GoldText], read: Read, judges: Judges) -> Report:
    """Figures of citations (found) and links (asserted), by language and kind of passage."""
    found = list(citation_outcomes(texts, read, judges))
    links = link_counter(judges.policy)
    return Report(
        "",
        [
            *_parts("citations", "citation", texts, found, count_all, categories=True),
            *_parts("citations", "link", texts, found, links, categories=True),
        ],
        calibration=calibration("citations", found),
        errors=list(mistakes(found)),
    )


def _parts(
    set_name: str,
    subject: str,
    texts: Sequence[GoldText],
    found: Sequence[Outcome],
    count: Counter,
    *,
    categories: bool,
) -> list[Score]:
    """The scores of all texts, of each language and, where wanted, of each category."""
    counts = by_document(found, count)
    parts: dict[str, list[Counts]] = {"all": []}
    for text in texts:
        names = ("all", text.language, *([text.category] if categories and text.category else ()))
        for name in names:
            parts.setdefault(name, []).append(counts.get(text.id, count(())))
    return [score(set_name, subject, part, rows) for part, rows in parts.items()]
