"""Whether a policy is in force at a date, as far as the register tells."""

from collections.abc import Iterable
from typing import Literal

from ontology.policy import Policy

StatusAt = Literal["not-yet", "in-force", "expired", "superseded", "repealed", "unknown"]
_ENDED: dict[str, StatusAt] = {"expired": "expired", "superseded": "superseded", "repealed": "repealed"}


def status_at(policy: Policy, date: str, policies: Iterable[Policy]) -> StatusAt:
    """The status of `policy` at `date` (ISO 8601, year, month or day).

    `policies` is the register, searched for what supersedes it. Dates are compared as exactly as both are
    known, so that a policy that begins or ends in a year is in force in that whole year. A policy that is
    known to have ended, but not when, is "unknown" from its beginning until what superseded it began.
    """
    begins = policy.valid_from or policy.date
    if begins and _before(date, begins):
        return "not-yet"
    if policy.valid_to:
        return _ENDED.get(policy.status, "expired") if _before(policy.valid_to, date) else "in-force"
    if any(_before(start, date) for start in _successor_dates(policy, policies)):
        return "superseded"
    return "in-force" if policy.status == "in-force" else "unknown"


def _before(earlier: str, later: str) -> bool:
    exact = min(len(earlier), len(later))
    return earlier[:exact] < later[:exact]


def _successor_dates(policy: Policy, policies: Iterable[Policy]) -> Iterable[str]:
    for other in policies:
        if any(r.type == "supersedes" and r.target == policy.id for r in other.relations):
            start = other.valid_from or other.date
            if start:
                yield start
