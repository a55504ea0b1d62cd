"""Users' graphs: written by SPARQL Update or whole, each write a new release, all others protected."""

import json

import pytest

from ingest.publish import delete_graph, ingest, put_graph, remove, update_graphs
from ontology.errors import ConflictError, InvalidInputError, LimitExceededError, NotFoundError
from ontology.query import QueryPool
from search.release import current_release_id, open_release
from search.request import SearchQuery

MODELS: tuple[str, ...] = ()
USER = "https://w3id.org/drcgraph/graph/user/"
ARTICLE = "https://w3id.org/drcgraph/graph/article/one"
PREFIXES = f"PREFIX user: <{USER}> PREFIX g: <https://w3id.org/drcgraph/graph/article/> "


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("users")
    for name in ("one", "two"):
        (root / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\nThe port of {name} is open.\n")
    ingest(root / "data", [root / "one.md", root / "two.md"], models=MODELS)
    return root / "data"


def update(data, text, **options):
    return update_graphs(data, PREFIXES + text, models=MODELS, **options)


def values(data, graph):
    with QueryPool(open_release(data).graph, workers=1) as pool:
        rows = pool.run(f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").read()
    return sorted(row["o"]["value"] for row in json.loads(rows)["results"]["bindings"])


def test_an_update_of_a_users_graph_makes_a_release_that_shares_the_rest(data):
    before = open_release(data)
    report = update(data, r"INSERT DATA { GRAPH user:notes { <a:a> <a:b> 'first', '\u4e1c' } } ;")
    after = open_release(data)
    assert report.release == after.id != before.id
    assert values(data, USER + "notes") == ["first", "东"]
    assert after.paths.documents.samefile(before.paths.documents)
    assert after.searcher.search(SearchQuery("port of one")).hits[0].id == "one"
    after.verify()
    assert update(data, "INSERT DATA { GRAPH user:notes { <a:a> <a:b> 'first' } }").release is None


def test_a_graph_may_be_there_without_statements(data):
    empty = USER + "empty"
    assert put_graph(data, empty, b"", "ttl", models=MODELS).release
    assert put_graph(data, empty, b"", "ttl", models=MODELS).release is None
    assert update(data, "DROP GRAPH user:empty").release
    assert empty not in open_release(data).statements
    update(data, "CREATE GRAPH user:empty")
    assert empty in open_release(data).statements
    update(data, "INSERT DATA { GRAPH user:empty { <a:a> <a:b> 1 } }")
    update(data, "CLEAR GRAPH user:empty")
    assert empty in open_release(data).statements
    assert delete_graph(data, empty, models=MODELS).release


def test_updates_may_read_everything(data):
    update(data, "INSERT { GRAPH user:copy { ?s <a:said> ?text } } WHERE { GRAPH g:one { ?s ?p ?text } }")
    assert any("port of one" in value for value in values(data, USER + "copy"))


def test_relative_names_stand_against_the_base(data):
    update(data, "INSERT DATA { GRAPH user:based { <a:a> <a:b> <c> } }", base="http://example.org/")
    assert values(data, USER + "based") == ["http://example.org/c"]


def test_an_update_of_a_graph_that_is_not_there_is_told_as_such(data):
    with pytest.raises(ConflictError, match=r"not carried out: .*does not exist"):
        update(data, "DROP GRAPH user:nowhere")


def test_deletions_leave_nothing_in_the_files(data):
    update(data, "INSERT DATA { GRAPH user:secret { <a:a> <a:b> 'nobody shall find this secret' } }")
    update(data, "DELETE WHERE { GRAPH user:secret { ?s ?p ?o } }")
    folder = open_release(data).graph
    assert not any(b"nobody shall find" in path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "INSERT DATA { GRAPH g:one { <a:a> <a:b> <a:c> } }",
        "INSERT DATA { GRAPH user:x { <a:a> <a:b> <a:c> } GRAPH g:one { <a:a> <a:b> <a:c> } }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "WITH g:one DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "WITH user:x DELETE { GRAPH g:one { ?s ?p ?o } } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP NAMED",
        "CLEAR DEFAULT",
        "DROP GRAPH g:one",
        "CREATE GRAPH <a:a>",
        "COPY g:one TO g:two",
        "MOVE g:one TO user:x",
        "ADD user:x TO DEFAULT",
        f"INSERT DATA {{ GRAPH <{USER}../article/one> {{ <a:a> <a:b> <a:c> }} }}",
        f"INSERT DATA {{ GRAPH <{USER}..> {{ <a:a> <a:b> <a:c> }} }}",
        f"PREFIX user: <{USER}> INSERT DATA {{ GRAPH user:x {{ <a:a> <a:b> 1 }} }} ;"
        " PREFIX user: <https://w3id.org/drcgraph/graph/article/> DROP GRAPH user:one",
        "DROP GRAPH user:one ; PREFIX user: <a:> CLEAR GRAPH user:one",
    ],
)
def test_other_graphs_are_protected(data, text):
    before = current_release_id(data)
    with pytest.raises(ConflictError, match="only users' graphs"):
        update(data, text)
    assert current_release_id(data) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LOAD <file:///etc/hostname> INTO GRAPH user:x", "LOAD is not allowed"),
        (
            "INSERT { GRAPH user:x { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SERVICE",
        ),
        ("SELECT * { ?s ?p ?o }", "This is a query"),
        ("INSERT DATA { GRAPH user:x { <a:a> <a:b> } }", "cannot be read at line 1"),
    ],
)
def test_what_is_no_update_is_refused(data, text, words):
    with pytest.raises(InvalidInputError, match=words):
        update(data, text)


def test_an_endless_update_is_stopped(data):
    numbers = " ".join(f"VALUES ?{chr(97 + i)} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in range(12))
    text = (
        f"INSERT {{ GRAPH user:x {{ <a:a> <a:b> ?n }} }} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {numbers} }} }}"
    )
    before = current_release_id(data)
    with pytest.raises(LimitExceededError, match="stopped after 1 s"):
        update(data, text, time_limit=1)
    assert current_release_id(data) == before


def test_a_graph_is_put_merged_and_deleted_whole(data):
    iri = USER + "whole"
    put_graph(data, iri, b"<a:a> <a:b> 'one' .", "ttl", models=MODELS)
    put_graph(data, iri, b'<a:a> <a:b> "two" .\n', "nt", merge=True, models=MODELS)
    assert values(data, iri) == ["one", "two"]
    assert put_graph(data, iri, b'<a:a> <a:b> "two" .\n', "nt", merge=True, models=MODELS).release is None
    put_graph(data, iri, b"<a:a> <a:b> 'three' .", "ttl", models=MODELS)
    assert values(data, iri) == ["three"]
    delete_graph(data, iri, models=MODELS)
    assert iri not in open_release(data).statements
    with pytest.raises(NotFoundError, match="nothing to delete"):
        delete_graph(data, iri, models=MODELS)
    with pytest.raises(ConflictError, match="cannot be written"):
        put_graph(data, ARTICLE, b"", "ttl", models=MODELS)
    for content, format_ in ((b"<a:a> <a:b>", "ttl"), (b"null", "jsonld"), (b' "text"', "jsonld")):
        with pytest.raises(InvalidInputError, match="cannot be read"):
            put_graph(data, iri, content, format_, models=MODELS)


def test_users_graphs_stay_when_documents_change(data):
    put_graph(data, USER + "stays", b"<a:a> <a:b> 'here' .", "ttl", models=MODELS)
    remove(data, ["two"], models=MODELS)
    assert values(data, USER + "stays") == ["here"]
