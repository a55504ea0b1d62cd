"""The release that ships under SHACL: it conforms, in time; one more article is checked alone."""

import time

from ontology.named_graph import NamedGraph
from ontology.validation import validate, validate_changes

ONE = "https://w3id.org/drcgraph/graph/article/2018-heilongjiang-three-factors"


def test_the_shipped_release_conforms_within_20_seconds(shipped):
    store = shipped.statements
    begun = time.process_time()
    report = validate(NamedGraph(iri, tuple(store.triples(iri))) for iri in store.graphs())
    assert time.process_time() - begun < 20
    assert [result for result in report.results if result.severity == "violation"] == []
    assert report.conforms


def test_one_article_is_checked_alone_within_two_seconds(shipped):
    begun = time.process_time()
    assert validate_changes(shipped.statements, [ONE]).conforms
    assert time.process_time() - begun < 2
