"""What a document is filtered, counted and linked by."""

from collections import Counter

from ontology.article import Article
from ontology.knowledge import Knowledge
from search.index.terms import Term

ENTITY_FIELDS = ("region", "industry", "actor", "instrument", "policy")
FIELDS = (*ENTITY_FIELDS, "publisher", "standing", "year", "language", "kind")


def document_terms(article: Article, knowledge: Knowledge) -> Counter[Term]:
    """Each entity with how often it is named, and the document's own properties.

    Provisional mentions stay out: no list knows them. A policy record has what the register says of it, and
    itself, so that asking for a policy finds the record beside the articles that cite it.
    """
    document, annotation = article.document, article.annotation
    terms: Counter[Term] = Counter({("kind", document.kind): 1, ("language", document.language): 1})
    terms.update((m.type, m.id) for m in annotation.mentions if m.status == "listed")
    terms.update(("policy", c.policy) for c in annotation.citations if c.policy is not None)
    for measure in annotation.measures:
        terms["instrument", measure.instrument] += 1
        terms["standing", measure.standing] += 1
    if document.publisher:
        terms["publisher", document.publisher] += 1
    if document.date:
        terms["year", document.date[:4]] += 1
    if document.kind == "policy" and document.id in knowledge.policies:
        terms.update(_register_terms(document.id, knowledge))
    return terms


def _register_terms(id_: str, knowledge: Knowledge) -> list[Term]:
    policy = knowledge.policies[id_]
    return [
        ("policy", id_),
        *(("policy", relation.target) for relation in policy.relations),
        *(("actor", issuer) for issuer in policy.issuers),
        *(("region", region) for region in policy.regions),
        *(("industry", industry) for industry in policy.industries),
    ]
