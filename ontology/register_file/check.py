"""What can be wrong with a policy that a user adds."""

import re
from collections.abc import Collection, Iterable, Iterator

from ontology.concepts import concept_ids
from ontology.knowledge import Knowledge
from ontology.policy import Policy

_ID = re.compile(r"[\w.-]+")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CERTAINTIES = {"high", "medium"}


def faults(policy: Policy, knowledge: Knowledge, policies: Collection[str]) -> Iterator[str]:
    """Every fault of a policy, with value and remedy; `policies` are the ids that it may relate to."""
    if not _ID.fullmatch(policy.id):
        yield f"id {policy.id!r} has other signs than letters, digits, '-', '_' and '.': rename it"
    yield from _outside("kind", (policy.kind,), concept_ids("policy-kind"))
    yield from _outside("level", (policy.level,), concept_ids("level"))
    yield from _outside("status", (policy.status,), concept_ids("status"))
    yield from _outside("confidence", (policy.confidence,), _CERTAINTIES)
    for name in ("date", "valid_from", "valid_to"):
        value = getattr(policy, name)
        if value is not None and not _DATE.fullmatch(value):
            yield f"{name} {value!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
    if policy.valid_from and policy.valid_to and policy.valid_to < policy.valid_from[: len(policy.valid_to)]:
        yield f"valid_to {policy.valid_to!r} lies before valid_from {policy.valid_from!r}: correct one"
    yield from _unlisted("issuer", policy.issuers, knowledge.actors)
    yield from _unlisted("region", policy.regions, knowledge.regions)
    yield from _unlisted("industry", policy.industries, knowledge.industries)
    for relation in policy.relations:
        if relation.target == policy.id:
            yield f"{relation.type} {relation.target!r} is the policy itself: remove it"
        elif relation.target not in policies:
            yield f"{relation.type} {relation.target!r} is not registered: add that policy too or remove this"


def _outside(name: str, values: Iterable[str], allowed: Collection[str]) -> Iterator[str]:
    for value in values:
        if value not in allowed:
            yield f"{name} {value!r} is not one of {', '.join(sorted(allowed))}"


def _unlisted(name: str, ids: Iterable[str], listed: Collection[str]) -> Iterator[str]:
    for id_ in ids:
        if id_ not in listed:
            yield f"{name} {id_!r} is in no list: use the id of a list entry"
