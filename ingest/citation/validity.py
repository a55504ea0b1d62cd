"""Whether a cited policy was still in force when the text was written."""

from ontology.policy import Policy

_ENDED = {"repealed": "repealed", "superseded": "superseded", "expired": "expired"}


def validity(policy: Policy, date: str | None) -> str | None:
    """ "repealed|expired|superseded at the article's date", or None: in force then, or not known.

    Dates are compared as exactly as both are known: a policy that ends in 2020 is no warning within 2020.
    """
    if not date or not policy.valid_to:
        return None
    exact = min(len(date), len(policy.valid_to))
    if date[:exact] <= policy.valid_to[:exact]:
        return None
    return f"{_ENDED.get(policy.status, 'expired')} at the article's date"
