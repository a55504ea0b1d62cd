"""A service of our own: found in the syntax, evaluated once a call, joined like any VALUES."""

import json
import time

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import InvalidInputError, LimitExceededError
from ontology.named_graph import NamedGraph
from ontology.query import SUBJECT, Iri, QueryPool, Service
from ontology.store import write_graph

NAME, SPACE = "https://example.org/find", "https://example.org/find#"
PREFIX = f"PREFIX f: <{SPACE}> PREFIX x: <https://example.org/> "
BOOKS = {"snow": ["a", "b"], "oil": ["b"], "nothing": []}


class Shelf:
    """Finds books by a word, and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def evaluate(self, arguments, subjects):
        self.asked.append((arguments, subjects))
        for rank, book in enumerate(BOOKS.get(arguments["text"][0], []), 1):
            row = {SUBJECT: Iri(f"https://example.org/{book}"), "rank": rank, "score": 1 / rank}
            yield row | ({"note": 'says "yes"\n'} if book == "a" else {})


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("graph") / "graph"
    title = NamedNode("https://example.org/title")
    triples = [Triple(NamedNode(f"https://example.org/{b}"), title, Literal(b.upper())) for b in "abc"]
    write_graph(directory, None, [NamedGraph("https://example.org/books", triples)])
    return directory


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def ask(directory, shelf):
    service = Service(
        SPACE, "text", frozenset({"limit", "kind"}), frozenset({"rank", "score", "note"}), shelf.evaluate
    )
    with QueryPool(directory, workers=1, services={NAME: service}) as pool:

        def run(query):
            rows = json.loads(pool.run(PREFIX + query).read())["results"]["bindings"]
            return [{name: cell["value"].rpartition("/")[2] for name, cell in row.items()} for row in rows]

        yield run


CALL = f'SERVICE <{NAME}> {{ ?book f:text "snow" ; f:rank ?rank }}'


def test_what_is_found_is_joined_with_the_graph_and_asked_for_once(ask, shelf):
    found = ask(f"SELECT ?book ?rank ?title {{ ?book x:title ?title . {CALL} }} ORDER BY ?rank")
    assert found == [
        {"book": "a", "rank": "1", "title": "A"},
        {"book": "b", "rank": "2", "title": "B"},
    ]
    assert shelf.asked == [({"text": ["snow"]}, True)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"SELECT ?book {{ {CALL} }} ORDER BY DESC(?rank) LIMIT 1", ["b"]),
        (f"SELECT ?book {{ {CALL} FILTER (?rank > 1) }}", ["b"]),
        (f"SELECT ?book {{ ?book x:title ?t OPTIONAL {{ {CALL} }} FILTER (!BOUND(?rank)) }}", ["c"]),
        (f"SELECT ?book {{ ?book x:title ?t MINUS {{ {CALL} }} }}", ["c"]),
        (f"SELECT ?book {{ ?book x:title ?t FILTER NOT EXISTS {{ {CALL} }} }}", ["c"]),
        (f"SELECT ?book {{ {{ {CALL} }} UNION {{ ?book x:title 'C' }} }} ORDER BY ?book", ["a", "b", "c"]),
        (f"SELECT ?book {{ {{ SELECT ?book {{ {CALL} }} LIMIT 1 }} ?book x:title ?t }}", ["a"]),
        (f"SELECT ?book {{ {CALL} VALUES ?book {{ x:b x:c }} }}", ["b"]),
        (f"SELECT ?book {{ GRAPH ?g {{ ?book x:title ?t . {CALL} }} }} ORDER BY ?book", ["a", "b"]),
    ],
)
def test_it_stands_beside_every_other_pattern(ask, shelf, query, expected):
    assert [row["book"] for row in ask(query)] == expected
    assert len(shelf.asked) == 1


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ VALUES ?t {{ 'snow' 'oil' 'nothing' }} SERVICE <{NAME}> {{ ?book f:text ?t }} }}",
        f"SELECT * {{ SERVICE <{NAME}> {{ VALUES ?t {{ 'snow' 'oil' }} ?book f:text ?t }} }}",
        "SELECT * { VALUES (?n ?t) { (1 'snow') (2 'oil') (3 UNDEF) } "
        f"{{ SERVICE <{NAME}> {{ ?book f:text ?t }} }} FILTER(?n < 3) }}",
        f"SELECT * {{ SERVICE <{NAME}> {{ ?book f:text ?t }} }} VALUES ?t {{ 'snow' 'oil' }}",
        f"SELECT * {{ VALUES ?t {{ 'snow' 'oil' }} OPTIONAL {{ SERVICE <{NAME}> {{ ?book f:text ?t }} }} }}",
    ],
)
def test_the_text_may_come_from_values(ask, query):
    found = {(row["t"], row["book"]) for row in ask(query) if row.get("n") != "3"}
    assert found == {("snow", "a"), ("snow", "b"), ("oil", "b")}


def test_values_of_another_select_are_others(ask):
    with pytest.raises(InvalidInputError, match=r"\?t has no value where the clause stands"):
        ask(
            "SELECT * { VALUES ?t { 'snow' } "
            f"{{ SELECT ?book {{ SERVICE <{NAME}> {{ ?book f:text ?t }} }} }} }}"
        )


def test_escapes_languages_and_comments_are_read(ask, shelf):
    ask(
        "SELECT * { SERVICE x:find { # why?\n "
        "[] f:text '\\u4e1c\\n\"'@zh ; f:limit 3 , 4 ; f:kind x:find . } }"
    )
    assert shelf.asked == [({"text": ['东\n"'], "limit": [3, 4], "kind": [Iri(NAME)]}, False)]


def test_what_is_not_known_stays_unbound_and_quotes_are_kept(ask):
    found = ask(
        f"SELECT ?book ?note {{ SERVICE <{NAME}> {{ ?book f:text 'snow' ; f:note ?note }} }} ORDER BY ?book"
    )
    assert found == [{"book": "a", "note": 'says "yes"\n'}, {"book": "b"}]


def test_one_variable_in_two_places_is_one_thing(ask):
    found = ask(f"SELECT ?book {{ SERVICE <{NAME}> {{ ?book f:text 'snow' ; f:rank ?r ; f:rank ?r }} }}")
    assert len(found) == 2
    assert ask(f"SELECT * {{ SERVICE <{NAME}> {{ ?x f:text 'snow' ; f:rank ?x }} }}") == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("?b f:rank ?r", "text is missing"),
        ("?b f:text ?t", "has no value"),
        ("?b f:text 'a' ; f:text 'b'", "given twice"),
        ("?b f:text 'a' ; f:colour 'red'", "find#colour> is unknown; properties .* are kind, limit, note"),
        ("?b f:text 'a' ; f:limit ?n", "limit must be a constant"),
        ("?b f:text 'a' ; f:rank 3", "rank must be a variable"),
        ("?b f:text 'a' . ?c f:text 'b'", "several subjects"),
        ("x:a f:text 'a'", "must be a variable or a blank node"),
        ("?b ?p 'a'", "must be an IRI"),
        ("?b f:text/f:rank 'a'", "must be an IRI"),
        ("?b f:text [ f:rank 1 ]", "a variable, an IRI or a literal"),
        ("?b f:text 'a' FILTER (true)", "write filter outside of its braces"),
        ("?b f:text unknown:a", "cannot be read"),
    ],
)
def test_a_call_that_is_not_understood_says_why(ask, body, reason):
    with pytest.raises(InvalidInputError, match=reason):
        ask(f"SELECT * {{ SERVICE <{NAME}> {{ {body} }} }}")


def test_other_services_are_refused_beside_it(ask, shelf):
    with pytest.raises(InvalidInputError, match=r"127\.0\.0\.1"):
        ask(f"SELECT * {{ {CALL} SERVICE <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}")
    with pytest.raises(InvalidInputError, match="a variable"):
        ask(f"SELECT * {{ VALUES ?s {{ <{NAME}> }} SERVICE ?s {{ ?b f:text 'snow' }} }}")
    assert shelf.asked == []


def test_too_many_calls_are_refused(ask):
    many = " ".join(f"'{n}'" for n in range(51))
    with pytest.raises(InvalidInputError, match="51 values: give at most 50"):
        ask(f"SELECT * {{ VALUES ?t {{ {many} }} SERVICE <{NAME}> {{ ?b f:text ?t }} }}")
    with pytest.raises(InvalidInputError, match="11 SERVICE clauses"):
        ask(f"SELECT * {{ {CALL * 11} }}")


def test_clauses_that_take_long_together_are_stopped(directory):
    def slow(clause):
        time.sleep(0.2)
        return "{}"

    with (
        QueryPool(directory, workers=1, services={NAME: slow}, time_limit=0.3) as pool,
        pytest.raises(LimitExceededError, match=r"SERVICE clauses took more than 0\.3 s") as raised,
    ):
        pool.run(PREFIX + f"SELECT * {{ {CALL * 5} }}")
    assert raised.value.elapsed < 1
