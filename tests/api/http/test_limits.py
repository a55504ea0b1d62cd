"""Queries at their limits over HTTP: each is told its limit, the others are answered, the server goes on."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import load_settings

CHEAP = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"


def product(count: int) -> str:
    return "{ " + " ".join(f"VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in range(count)) + " }"


ENDLESS = f"SELECT (COUNT(*) AS ?n) {product(30)}"


@pytest.fixture(scope="module")
def limited(data):
    settings = load_settings(
        data=data, sparql_time_limit=3, sparql_memory_limit_mb=64, sparql_row_limit=10_000, sparql_workers=1
    )
    with TestClient(create_app(settings)) as client:
        yield client


def problem(client: TestClient, query: str) -> dict[str, object]:
    answer = client.post("/sparql", data={"query": query})
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    told = answer.json()
    assert told["elapsed"] < 30
    # To wait is of use where the others are in the way, not where the query is.
    assert ("retry-after" in answer.headers) == ("waiting" in told["limit"])
    return told


def test_a_result_with_too_many_rows_is_a_problem_from_the_first_byte(limited) -> None:
    assert problem(limited, f"SELECT * {product(7)}")["limit"] == "10000 rows"


def test_a_query_that_eats_memory_is_told_so(limited) -> None:
    large = f"SELECT ?x {{ {product(7)} BIND(CONCAT(STR(RAND()), '{'x' * 2000}') AS ?x) }} ORDER BY ?x"
    assert problem(limited, large)["limit"] == "64 MB"
    assert limited.get("/sparql", params={"query": CHEAP}).status_code == 200


@pytest.mark.slow
def test_fifty_endless_queries_at_once_all_end_and_do_not_hold_up_a_quick_one(limited) -> None:
    for _ in range(3):
        limited.get("/sparql", params={"query": CHEAP})
    with ThreadPoolExecutor(50) as threads:
        told = [threads.submit(problem, limited, f"{ENDLESS} #{n}") for n in range(50)]
        time.sleep(1.5)
        began = time.monotonic()
        assert limited.get("/sparql", params={"query": CHEAP}).status_code == 200
        assert time.monotonic() - began < 2
        limits = [future.result()["limit"] for future in told]
    assert set(limits) == {"3 s", "10 s of waiting"}
    metrics = limited.get("/metrics").text
    counted = next(line for line in metrics.splitlines() if 'seconds_count{outcome="limited"}' in line)
    assert float(counted.rpartition(" ")[2]) >= 50
