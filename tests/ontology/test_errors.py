"""Errors come over whole from another process."""

import pickle

from ontology.errors import LimitExceededError


def test_a_limit_that_was_met_in_another_process_is_told_here() -> None:
    error = LimitExceededError("It took too long.", limit="1 s", elapsed=1.5, again=3)
    told = pickle.loads(pickle.dumps(error))  # noqa: S301  our own
    assert (str(told), told.limit, told.elapsed, told.again) == ("It took too long.", "1 s", 1.5, 3)
