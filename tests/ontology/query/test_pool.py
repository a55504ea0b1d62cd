"""Queries in worker processes: results in every format, limits that hold, a server that goes on."""

import asyncio
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import ConflictError, DrcgraphError, InvalidInputError, LimitExceededError
from ontology.named_graph import NamedGraph
from ontology.query import FormatMismatchError, QueryPool
from ontology.store import write_graph

S, P = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
NUMBERS = "VALUES ?{0} {{ 0 1 2 3 4 5 6 7 8 9 }}"


def rows(power):
    """A pattern with 10 to the `power` solutions."""
    return "{ " + " ".join(NUMBERS.format(chr(97 + i)) for i in range(power)) + " }"


ENDLESS = f"SELECT (COUNT(*) AS ?n) {rows(12)}"


def publish(directory, *graphs):
    named = [
        NamedGraph(f"https://example.org/{name}", [Triple(S, P, Literal(value)) for value in values])
        for name, values in graphs
    ]
    write_graph(directory, None, named)
    return directory


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("graph") / "graph", ("one", ["x"]), ("two", ["y", "z"]))


@pytest.fixture(scope="module")
def pool(directory):
    with QueryPool(directory, time_limit=20, row_limit=2000, memory_limit_mb=100) as pool:
        yield pool


def objects(result):
    return sorted(row["o"]["value"] for row in json.loads(result.read())["results"]["bindings"])


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("json", b'{"head"'),
        ("xml", b"<?xml"),
        ("csv", b"o\r\n"),
        ("tsv", b"?o\n"),
    ],
)
def test_solutions_come_in_each_format_and_are_counted(pool, name, start):
    with pool.run("SELECT ?o { ?s ?p ?o }", name) as result:
        assert (result.format, result.rows) == (name, 3)
        assert result.read().startswith(start)


@pytest.mark.parametrize("name", ["ttl", "nt", "jsonld", "rdfxml"])
@pytest.mark.parametrize("query", ["CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", f"DESCRIBE <{S.value}>"])
def test_statements_come_in_each_format(pool, name, query):
    with pool.run(query, name) as result:
        assert result.rows == 3
        assert b"example.org/s" in result.read()


def test_the_first_format_that_fits_the_form_is_taken(pool):
    with pool.run("ASK { ?s ?p 'x' }", ["ttl", "csv", "json"]) as result:
        assert (result.format, result.boolean, result.read()) == ("csv", True, b"true")
    with pytest.raises(FormatMismatchError, match="ask for ttl, nt"):
        pool.run("CONSTRUCT WHERE { ?s ?p ?o }", "csv")


def test_rows_are_counted_where_values_look_like_syntax(pool):
    value = r""" "a,{\"b\"}},{\r\n<result>[{'\"" """
    for name in ("json", "xml", "csv", "tsv"):
        with pool.run(
            f"SELECT * {{ VALUES (?a ?b) {{ ({value} 1) (UNDEF {value}) (3 3) }} }}", name
        ) as result:
            assert result.rows == 3, name


def test_the_default_graph_is_the_union_unless_graphs_are_named(pool):
    query = "SELECT ?o { ?s ?p ?o }"
    one, two = "https://example.org/one", "https://example.org/two"
    assert objects(pool.run(query)) == ["x", "y", "z"]
    assert objects(pool.run(query, union=False)) == []
    assert objects(pool.run("SELECT ?o FROM <https://example.org/one> { ?s ?p ?o }")) == ["x"]
    assert objects(pool.run(query, default_graphs=[two])) == ["y", "z"]
    assert objects(pool.run(query, named_graphs=[two])) == []
    assert objects(pool.run("SELECT ?o { GRAPH ?g { ?s ?p ?o } }", named_graphs=[one])) == ["x"]
    assert objects(pool.run("SELECT ?o { GRAPH ?g { ?s ?p ?o } }")) == ["x", "y", "z"]


def test_malformed_queries_get_the_parsers_message_in_one_line(pool):
    with pytest.raises(InvalidInputError, match=r"^Malformed SPARQL: error at 1:\d+") as raised:
        pool.run("SELECT * {")
    assert "\n" not in str(raised.value)


def test_a_query_that_is_no_unicode_text_is_told(pool):
    with pytest.raises(InvalidInputError, match="not UTF-8 at character 19"):
        pool.run('SELECT * { ?s ?p "\udcff" }')


def test_service_and_updates_never_reach_the_engine(pool):
    with pytest.raises(InvalidInputError, match="not allowed"):
        pool.run("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(InvalidInputError, match="LOAD is an update"):
        pool.run("LOAD <file:///etc/hostname>")


def test_a_service_of_ones_own_is_replaced_by_a_pattern(pool):
    query = "SELECT ?o { SERVICE <a:search> { ?x <a:text> 'why' } ?s ?p ?o FILTER(?o = ?v) }"
    bodies = []

    def handler(clause):
        bodies.append(clause.body)
        return "VALUES ?v { 'y' }"

    assert objects(pool.run(query, services={"a:search": handler})) == ["y"]
    assert bodies == ["{ ?x <a:text> 'why' }"]


def test_too_many_rows_are_an_error_not_a_truncated_answer(pool):
    with pool.run(f"SELECT * {rows(3)}", "csv") as result:
        assert result.rows == 1000
    for name in ("json", "xml", "csv", "tsv"):
        with pytest.raises(LimitExceededError, match="2000 rows") as raised:
            pool.run(f"SELECT * {rows(7)}", name)
        assert raised.value.limit == "2000 rows"
    with pytest.raises(LimitExceededError, match="2000 statements"):
        pool.run(
            f"CONSTRUCT {{ <a:a> <a:b> ?n }} WHERE {{ {rows(4)} BIND(?a+10*?b+100*?c+1000*?d AS ?n) }}", "nt"
        )


def test_an_endless_query_is_stopped_and_the_next_one_answered(directory):
    with QueryPool(directory, workers=1, time_limit=1) as pool:
        with pytest.raises(LimitExceededError, match="stopped after 1 s") as raised:
            pool.run(ENDLESS)
        assert raised.value.limit == "1 s"
        assert 0.9 < raised.value.elapsed < 5
        assert objects(pool.run("SELECT ?o { ?s ?p ?o }", time_limit=1)) == ["x", "y", "z"]


def test_a_query_that_eats_memory_is_stopped_and_the_next_one_answered(pool):
    with pytest.raises(LimitExceededError, match="more than 100 MB of memory") as raised:
        pool.run(
            f"SELECT DISTINCT (CONCAT(STR(?a), STR(?b), 'long') AS ?x) ?c ?d ?e ?f ?g {rows(7)} ORDER BY ?x"
        )
    assert raised.value.limit == "100 MB"
    assert objects(pool.run("SELECT ?o { ?s ?p ?o }")) == ["x", "y", "z"]


def test_nesting_that_breaks_the_engine_breaks_one_query_only(pool):
    with pytest.raises(Exception, match=r"simplify|Malformed"):
        pool.run("SELECT * { FILTER(" + "(" * 200_000 + "1" + ")" * 200_000 + ") }")
    assert objects(pool.run("SELECT ?o { ?s ?p ?o }")) == ["x", "y", "z"]


def test_queries_queue_in_order_and_are_told_when_nobody_is_free(directory):
    async def ask(pool, query):
        try:
            result = await pool.run_async(query)
        except LimitExceededError as error:
            return error.limit
        return objects(result)

    async def main():
        with QueryPool(directory, workers=1, time_limit=3, queue_limit=2) as pool:
            many = [ask(pool, "SELECT ?o { ?s ?p ?o }") for _ in range(50)]
            assert await asyncio.gather(*many) == [["x", "y", "z"]] * 50
            answers = await asyncio.gather(*(ask(pool, f"{ENDLESS} #{n}") for n in range(3)))
            assert answers == ["3 s", "2 s of waiting", "2 s of waiting"]

    asyncio.run(main())


def test_quick_queries_do_not_wait_for_slow_ones(directory):
    async def main():
        with QueryPool(directory, workers=1, time_limit=8, queue_limit=8) as pool:
            slow = [asyncio.create_task(pool.run_async(ENDLESS)) for _ in range(10)]
            await asyncio.sleep(0.1)
            for _ in range(10):
                assert objects(await pool.run_async("SELECT ?o { ?s ?p ?o }")) == ["x", "y", "z"]
            assert not any(task.done() for task in slow)
            ends = await asyncio.gather(*slow, return_exceptions=True)
            assert {error.limit for error in ends} == {"8 s", "8 s of waiting"}

    asyncio.run(main())


@pytest.mark.slow
def test_a_client_with_many_endless_queries_does_not_hold_up_another_ones(directory):
    async def main():
        with QueryPool(directory, workers=1, time_limit=2, queue_limit=20) as pool:
            many = [
                asyncio.create_task(pool.run_async(f"SELECT (COUNT(*) AS ?{'n' * n}) {rows(12)}", client="a"))
                for n in range(1, 11)
            ]
            await asyncio.sleep(0.1)
            new = await asyncio.wait_for(pool.run_async("SELECT ?o { ?s ?p ?o }", client="b"), 2)
            assert objects(new) == ["x", "y", "z"]
            slow = f"SELECT (COUNT(*) AS ?n) {rows(6)}"
            (await asyncio.wait_for(pool.run_async(slow, client="b"), 10)).close()
            assert sum(task.done() for task in many) < 5
            for task in many:
                task.cancel()

    asyncio.run(main())


def test_a_client_may_not_have_any_number_of_queries(directory):
    async def main():
        with QueryPool(directory, workers=1, time_limit=1) as pool:
            asked = [asyncio.create_task(pool.run_async(ENDLESS, client="a")) for _ in range(102)]
            await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            refused = [task.exception() for task in asked if task.done()]
            assert {error.limit for error in refused} == {"100 queries at a time"}
            assert refused[0].again == 1
            for task in asked:
                task.cancel()

    asyncio.run(main())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know niceness alone")
def test_slow_queries_give_way_to_everything_else(directory):
    def policies():
        tasks = Path("/proc/self/task").iterdir()
        pids = [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
        return [os.sched_getscheduler(pid) for pid in pids]

    with QueryPool(directory, workers=1, time_limit=2) as pool, ThreadPoolExecutor(1) as threads:
        answer = threads.submit(pool.run, ENDLESS)
        time.sleep(1)
        assert os.SCHED_IDLE in policies()
        assert isinstance(answer.exception(timeout=20), LimitExceededError)


def test_a_query_that_is_slow_but_not_endless_is_answered_while_others_run(directory):
    slow = f"SELECT (COUNT(*) AS ?n) {rows(6)}"

    async def main():
        with QueryPool(directory, workers=1, time_limit=30, queue_limit=30) as pool:
            results = await asyncio.gather(*(pool.run_async(f"{slow} #{n}") for n in range(3)))
            assert [r.read().count(b"1000000") for r in results] == [1, 1, 1]

    asyncio.run(main())


def test_each_query_is_told_to_the_observer(directory):
    seen = []
    with QueryPool(directory, workers=1, time_limit=0.5, observe=lambda *told: seen.append(told)) as pool:
        pool.run("ASK {}").close()
        for broken in (ENDLESS, "SELECT * {"):
            with pytest.raises((LimitExceededError, InvalidInputError)):
                pool.run(broken)
    assert [outcome for outcome, _ in seen] == ["answered", "limited", "refused"]
    assert all(seconds > 0 for _, seconds in seen)


def test_a_client_that_goes_away_frees_the_worker(directory):
    async def main():
        with QueryPool(directory, workers=1, time_limit=60) as pool:
            task = asyncio.create_task(pool.run_async(ENDLESS))
            await asyncio.sleep(0.5)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            started = time.monotonic()
            assert objects(await pool.run_async("SELECT ?o { ?s ?p ?o }")) == ["x", "y", "z"]
            assert time.monotonic() - started < 10

    asyncio.run(main())


def test_the_pool_moves_to_another_release_while_queries_run(directory, tmp_path):
    other = publish(tmp_path / "graph", ("one", ["new"]))
    slow = f"SELECT ?o {{ ?s ?p ?o {{ SELECT (COUNT(*) AS ?n) {rows(6)} }} }}"

    async def main():
        with QueryPool(directory, workers=1, time_limit=60, queue_limit=60) as pool:
            under_way = asyncio.create_task(pool.run_async(slow))
            await asyncio.sleep(0.1)
            pool.switch(other)
            assert objects(await pool.run_async("SELECT ?o { ?s ?p ?o }")) == ["new"]
            assert objects(await under_way) == ["x", "y", "z"]
            assert objects(await pool.run_async("SELECT ?o { ?s ?p ?o }")) == ["new"]

    asyncio.run(main())


def test_a_graph_that_cannot_be_opened_is_told_with_the_remedy(tmp_path):
    with (
        QueryPool(tmp_path / "gone", workers=1) as pool,
        pytest.raises(DrcgraphError, match=r"gone cannot be opened \(.+\): .*releases rollback"),
    ):
        pool.run("ASK {}")


def test_a_closed_pool_says_so(directory):
    pool = QueryPool(directory, workers=1)
    pool.close()
    with pytest.raises(ConflictError, match="closed"):
        pool.run("ASK {}")


def test_closing_stops_what_is_under_way(directory):
    pool = QueryPool(directory, workers=1, time_limit=100)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(pool.run, ENDLESS)
        time.sleep(0.5)
        pool.close()
        with pytest.raises(ConflictError, match="cancelled"):
            answer.result(timeout=10)


def test_a_large_result_is_read_in_chunks(directory):
    with (
        QueryPool(directory, workers=1, time_limit=60) as pool,
        pool.run(f"SELECT * {rows(5)}", "csv") as result,
    ):
        told = result.size
        sizes = [len(chunk) for chunk in result]
    assert max(sizes) <= 1 << 16
    assert sum(sizes) == told > 1_000_000
