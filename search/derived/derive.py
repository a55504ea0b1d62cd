"""All derived links of a release, from its documents, the register and one embedder."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ontology.article import Article
from ontology.derived_link import DerivedLinks
from ontology.knowledge import Knowledge
from search.derived.candidate import candidates
from search.derived.relatedness import cited_policies, find_related
from search.derived.transmission import find_transmissions
from search.derived.uptake import find_uptakes
from search.derived.vectors import text_vectors
from search.embed import Embedder
from search.question_vectors import MULTILINGUAL


def derive_links(
    articles: Iterable[Article],
    knowledge: Knowledge,
    embedders: Sequence[Embedder],
    previous: Path | None,
    target: Path,
) -> DerivedLinks:
    """What follows from the articles and policies together.

    `previous` is the file with the vectors of the last release, `target` that of this one. Without an
    embedder there are no links of measures, and policies are related by citations and relations alone.
    """
    readings = list(articles)
    cited = cited_policies(
        (f"{a.document.kind}/{a.document.id}", [c.policy for c in a.annotation.citations]) for a in readings
    )
    embedder = _embedder(embedders)
    if embedder is None:
        return DerivedLinks((), (), tuple(find_related({}, None, cited, knowledge)))
    measures = list(candidates(readings, knowledge))
    policies = sorted(knowledge.policies)
    titles = [knowledge.policies[id_].title_en or knowledge.policies[id_].title_zh for id_ in policies]
    texts = [*(measure.measure.text for measure in measures), *titles]
    vectors = text_vectors(texts, embedder, previous, target)
    rows = {id_: len(measures) + row for row, id_ in enumerate(policies)}
    by_policy = {id_.removeprefix("policy/"): own for id_, own in cited.items() if id_.startswith("policy/")}
    return DerivedLinks(
        uptakes=tuple(find_uptakes(measures, vectors, knowledge)),
        transmissions=tuple(find_transmissions(measures, vectors, by_policy, knowledge)),
        related=tuple(find_related(rows, vectors, cited, knowledge)),
        model=embedder.name,
    )


def _embedder(embedders: Sequence[Embedder]) -> Embedder | None:
    """The one that crosses languages, which is also the quickest on short texts; else the first."""
    return next((e for e in embedders if e.name == MULTILINGUAL), next(iter(embedders), None))
