"""SPARQL queries on a release's graph, each evaluated in a process of its own that can be stopped."""

from ontology.query.clause import ServiceClause, find_services
from ontology.query.guard import check_query, check_update, query_form
from ontology.query.pool import Observer, QueryOptions, QueryPool
from ontology.query.refusal import FormatMismatchError
from ontology.query.remote import remote_services
from ontology.query.result import MEDIA_TYPES, QueryResult
from ontology.query.service import SUBJECT, Iri, Row, Service, Value
from ontology.query.using import with_using

__all__ = [
    "MEDIA_TYPES",
    "SUBJECT",
    "FormatMismatchError",
    "Iri",
    "Observer",
    "QueryOptions",
    "QueryPool",
    "QueryResult",
    "Row",
    "Service",
    "ServiceClause",
    "Value",
    "check_query",
    "check_update",
    "find_services",
    "query_form",
    "remote_services",
    "with_using",
]
