import json
import math

import pytest

from ontology.errors import InvalidInputError
from search.evaluation import JudgedQuery, evaluate_search, read_queries, score_query


def query(grades, id_="q", language="en", kind="question"):
    return JudgedQuery(id_, "text", language, kind, grades)


def test_ndcg_has_gains_of_two_to_the_grade_less_one():
    found = score_query(query({"a": 2, "b": 1}), ["b", "x", "a"])
    assert found.ndcg == pytest.approx((1 + 3 / 2) / (3 + 1 / math.log2(3)))
    assert found.recall == 1.0


def test_ndcg_looks_at_ten_and_recall_at_a_hundred():
    ranking = [f"x{n}" for n in range(10)] + ["a"] + [f"y{n}" for n in range(89)] + ["b"]
    found = score_query(query({"a": 1, "b": 1}), ranking)
    assert (found.ndcg, found.recall) == (0.0, 0.5)


def test_figures_are_means_by_language_and_kind():
    queries = [query({"a": 2}, "1"), query({"b": 2}, "2", kind="policy"), query({"a": 2}, "3", "zh", "")]
    scores, _ = evaluate_search(queries, lambda q: ["a"])
    assert {s.part: (s.queries, s.ndcg) for s in scores} == {
        "all": (3, 0.6667),
        "en": (2, 0.5),
        "en question": (1, 1.0),
        "en policy": (1, 0.0),
        "zh": (1, 1.0),
    }


def test_queries_are_read_with_the_judgments_that_are_positive(tmp_path):
    rows = [{"_id": 1, "text": "ports"}, {"id": "q2", "text": "口岸", "language": "zh", "kind": "topic"}]
    (tmp_path / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t2\n1\tb\t0\nq2\ta\t0\n")
    assert read_queries(tmp_path) == [JudgedQuery("1", "ports", "en", "", {"a": 2})]
    (tmp_path / "qrels.tsv").write_text("1\ta\t2\n1 b 0\n")
    with pytest.raises(InvalidInputError, match=r"qrels\.tsv line 2 is no judgment"):
        read_queries(tmp_path)
