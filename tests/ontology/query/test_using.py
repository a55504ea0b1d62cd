import pytest
from pyoxigraph import Store

from ontology.errors import InvalidInputError
from ontology.query.using import with_using

DATA = "INSERT DATA { GRAPH <a:one> { <a:s> <a:p> 1 } GRAPH <a:two> { <a:s> <a:p> 2 } } ; "
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <a:out> { ?s ?p ?o } }"


def count(update: str) -> int:
    store = Store()
    store.update(DATA)
    store.update(update)
    return int(next(iter(store.query(COUNT)))["n"].value)


def test_an_update_reads_the_graphs_that_the_protocol_names():
    insert = "INSERT { GRAPH <a:out> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert count(insert) == 0
    assert count(with_using(insert, ["a:one"], [])) == 1
    assert count(with_using(insert, ["a:one", "a:two"], [])) == 2
    named = "INSERT { GRAPH <a:out> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert count(with_using(named, [], ["a:two"])) == 1


def test_delete_where_reads_them_too():
    update = "INSERT DATA { GRAPH <a:out> { <a:s> <a:p> 'é' } } ; DELETE WHERE { GRAPH <a:out> { ?s ?p ?o } }"
    assert count(update) == 0
    assert count(with_using(update, [], ["a:one"])) == 1
    assert count(with_using(update, [], ["a:out"])) == 0


@pytest.mark.parametrize(
    "update",
    [
        "WITH <a:out> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { GRAPH <a:out> { ?s ?p ?o } } USING <a:one> WHERE { ?s ?p ?o }",
    ],
)
def test_one_dataset_is_enough(update):
    with pytest.raises(InvalidInputError, match="WITH or USING"):
        with_using(update, ["a:one"], [])
