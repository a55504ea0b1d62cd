"""From documents to the next release, in one atomic step."""

from ingest.publish.publisher import (
    add_register,
    attach_policy,
    delete_graph,
    import_release,
    ingest,
    put_graph,
    remove,
    republish,
    update_graphs,
)
from ingest.publish.register import check_register
from ingest.publish.report import Problem, PublishReport

__all__ = [
    "Problem",
    "PublishReport",
    "add_register",
    "attach_policy",
    "check_register",
    "delete_graph",
    "import_release",
    "ingest",
    "put_graph",
    "remove",
    "republish",
    "update_graphs",
]
