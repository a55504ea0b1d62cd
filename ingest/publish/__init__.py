"""From documents to the next release, in one atomic step."""

from ingest.publish.publisher import add_register, attach_policy, import_release, ingest, remove, republish
from ingest.publish.register import check_register
from ingest.publish.report import Problem, PublishReport

__all__ = [
    "Problem",
    "PublishReport",
    "add_register",
    "attach_policy",
    "check_register",
    "import_release",
    "ingest",
    "remove",
    "republish",
]
