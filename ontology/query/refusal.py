"""What is told to those whose query was not answered: the limit that it met and the time it took."""

from ontology.errors import DrcgraphError, InvalidInputError, LimitExceededError
from ontology.query.job import Job
from ontology.query.process import Reply, WorkerProcess


class FormatMismatchError(InvalidInputError):
    """The query's form has no result in any of the formats asked for."""


def refused(reply: Reply, job: Job, memory_mb: int) -> DrcgraphError:
    """The error behind a worker's reply without a result."""
    reason, message = reply["error"], str(reply["message"])
    if reason == "syntax":
        return InvalidInputError(f"Malformed SPARQL: {message[:300]}")
    if reason == "format":
        return FormatMismatchError(message)
    if reason == "memory":
        return too_much_memory(job, memory_mb)
    if reason in {"rows", "size"}:
        return LimitExceededError(
            f"The result is larger than {message}: narrow the query or add a LIMIT.",
            limit=message,
            elapsed=job.elapsed,
        )
    return InvalidInputError(f"The query failed: {message[:300]}")


def ended(worker: WorkerProcess, job: Job, memory_mb: int) -> DrcgraphError:
    """The error behind the end of a worker that nobody stopped."""
    if worker.ran_out_of_time:
        return too_slow(job)
    if worker.ran_out_of_memory:
        return too_much_memory(job, memory_mb)
    return DrcgraphError("The query crashed the engine: simplify it.")


def unopened(worker: WorkerProcess) -> DrcgraphError:
    """The error behind a worker that never came to open its graph."""
    return DrcgraphError(
        f"The graph in {worker.directory} cannot be opened ({worker.last_line}): return to another release "
        "with `drcgraph releases rollback`."
    )


def too_slow(job: Job) -> LimitExceededError:
    """It ran for as long as it may."""
    limit = f"{job.time_limit:g} s"
    return LimitExceededError(
        f"The query was stopped after {limit}: narrow it or add a LIMIT.", limit=limit, elapsed=job.elapsed
    )


def too_long_a_queue(job: Job, seconds: float) -> LimitExceededError:
    """Nobody had time for it."""
    return LimitExceededError(
        f"No worker was free within {seconds:g} s: ask again later.",
        limit=f"{seconds:g} s of waiting",
        elapsed=job.elapsed,
        again=seconds,
    )


def too_many(job: Job, count: int) -> LimitExceededError:
    """Its client has too many others in the pool."""
    return LimitExceededError(
        f"You have {count} queries here that are not answered yet: wait for some of them.",
        limit=f"{count} queries at a time",
        elapsed=job.elapsed,
        again=1,
    )


def too_much_memory(job: Job, memory_mb: int) -> LimitExceededError:
    """It took more memory than it may."""
    limit = f"{memory_mb} MB"
    return LimitExceededError(
        f"The query needs more than {limit} of memory: narrow it.", limit=limit, elapsed=job.elapsed
    )
