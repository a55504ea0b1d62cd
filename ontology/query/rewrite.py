"""SERVICE clauses replaced by what they stand for, before the engine sees the query."""

import time
from collections.abc import Callable, Mapping, Sequence

from ontology.errors import InvalidInputError, LimitExceededError
from ontology.query.clause import ServiceClause, find_services
from ontology.query.guard import check_query

ServiceHandler = Callable[[ServiceClause], str]
SERVICE_LIMIT = 10
"""How many SERVICE clauses a query may have."""


def resolve_services(query: str, services: Mapping[str, ServiceHandler], time_limit: float) -> str:
    """The query with each SERVICE of `services` replaced by what its handler writes; others are refused.

    No clause is begun after `time_limit` seconds: LimitExceededError.
    """
    check_query(query, services)
    clauses = _outermost(find_services(query)) if services else []
    if not clauses:
        return query
    if len(clauses) > SERVICE_LIMIT:
        raise InvalidInputError(
            f"The query has {len(clauses)} SERVICE clauses: at most {SERVICE_LIMIT} are taken."
        )
    started = time.monotonic()
    for clause in reversed(clauses):
        elapsed = time.monotonic() - started
        if elapsed > time_limit:
            limit = f"{time_limit:g} s"
            raise LimitExceededError(
                f"The SERVICE clauses took more than {limit}: call fewer.", limit=limit, elapsed=elapsed
            )
        query = query[: clause.start] + services[clause.name or ""](clause) + query[clause.end :]
    check_query(query)
    return query


def _outermost(clauses: Sequence[ServiceClause]) -> list[ServiceClause]:
    """Those that are not inside another one, whose handler sees them in its body."""
    found: list[ServiceClause] = []
    for clause in clauses:
        if not found or clause.start >= found[-1].end:
            found.append(clause)
    return found
