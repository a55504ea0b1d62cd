"""Links asserted: what a user who follows them may trust, and how many of the true ones are there."""

from collections.abc import Callable, Iterable

import numpy as np

from ingest.evaluation.judge import PolicyJudge
from ingest.evaluation.outcome import Outcome
from ingest.evaluation.score import Counts


def link_counter(judge: PolicyJudge) -> Callable[[Iterable[Outcome]], Counts]:
    """Counts of links. Precision is over all that are asserted, recall over the gold's registered policies.

    A link to any one of the policies of an ambiguous citation is right, and none is missed there.
    """

    def count(outcomes: Iterable[Outcome]) -> Counts:
        gold = asserted = found = sound = 0
        for outcome in outcomes:
            linked = outcome.reading is not None and outcome.reading.asserted
            registered = outcome.gold is not None and len(judge.accepted(outcome.gold)) == 1
            gold += registered
            asserted += linked
            sound += linked and outcome.right
            found += linked and outcome.right and registered
        return np.array([gold, asserted, found, sound, found])

    return count
