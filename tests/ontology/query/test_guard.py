"""SERVICE and updates are found in the syntax, wherever they hide, and nowhere else."""

import pytest

from ontology.errors import InvalidInputError
from ontology.query import check_query, find_services, query_form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1/> SELECT * { OPTIONAL { { SERVICE x:y { ?s ?p ?o } } } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } } } }",
        r"SELECT * { ?s ?p '\u4e1c' . SERVICE <http://127.0.0.1:1/\u0041> {} }",
        "ASK { ?s ?p ?o MINUS { SERVICE <http://127.0.0.1:1/> {} } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s a:service 1 . # past what the grammar reads\n SERVICE\n<http://127.0.0.1/> {} }",
    ],
)
def test_service_is_refused(query):
    with pytest.raises(InvalidInputError, match="SERVICE"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <http://example.org/> {}' } # SERVICE <x> {}",
        "SELECT * { ?s <http://example.org/service> 'LOAD <x>' }",
        "PREFIX load: <http://example.org/> SELECT * { ?s load:service ?drop }",
        "SELECT * { ?s ?p '''DROP ALL''' }",
        r"SELECT * { ?s ?p '\u4e1c\u5317 \\u0041 service' }",
    ],
)
def test_words_in_names_strings_and_comments_are_let_through(query):
    check_query(query)


@pytest.mark.parametrize(
    ("update", "operation"),
    [
        ("LOAD <file:///etc/hostname>", "LOAD"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT DATA"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE WHERE"),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "INSERT or DELETE"),
        ("DROP ALL", "DROP"),
        ("CREATE GRAPH <a:g>", "CREATE"),
        ("PREFIX x: <a:x> CLEAR DEFAULT", "CLEAR"),
        ("SELECT * { ?s ?p ?o } ; LOAD <file:///etc/hostname>", "LOAD"),
    ],
)
def test_updates_are_refused_by_name(update, operation):
    with pytest.raises(InvalidInputError, match=f"^{operation} is an update"):
        check_query(update)


def test_a_service_clause_is_found_with_its_place_name_and_body():
    query = (
        "PREFIX x: <http://example.org/> SELECT * { ?年 ?p '东北' . SERVICE SILENT x:search { ?a ?b 'ü' } }"
    )
    (clause,) = find_services(query)
    assert query[clause.start : clause.end] == "SERVICE SILENT x:search { ?a ?b 'ü' }"
    assert (clause.name, clause.silent, clause.body) == (
        "http://example.org/search",
        True,
        "{ ?a ?b 'ü' }",
    )


def test_an_allowed_service_passes_and_its_neighbour_does_not():
    query = "SELECT * { SERVICE <a:search> { ?s ?p ?o } %s }"
    check_query(query % "", {"a:search"})
    with pytest.raises(InvalidInputError, match="<a:other>"):
        check_query(query % "SERVICE <a:other> {}", {"a:search"})


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX a: <a:> SELECT * {}", "select"),
        ("ask {}", "ask"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "construct"),
        ("DESCRIBE <a:a>", "describe"),
        ("nonsense", None),
    ],
)
def test_the_form_of_a_query_is_told(query, form):
    assert query_form(query) == form


def test_very_deep_nesting_is_read_without_recursion():
    check_query("SELECT * " + "{" * 5000 + "}" * 5000)
