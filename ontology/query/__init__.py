"""SPARQL queries on a release's graph, each evaluated in a process of its own that can be stopped."""

from ontology.query.guard import ServiceClause, check_query, check_update, find_services, query_form
from ontology.query.pool import FormatMismatchError, QueryOptions, QueryPool
from ontology.query.result import MEDIA_TYPES, QueryResult

__all__ = [
    "MEDIA_TYPES",
    "FormatMismatchError",
    "QueryOptions",
    "QueryPool",
    "QueryResult",
    "ServiceClause",
    "check_query",
    "check_update",
    "find_services",
    "query_form",
]
