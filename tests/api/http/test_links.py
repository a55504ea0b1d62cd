from fastapi.testclient import TestClient


def test_the_links_of_a_policy_say_what_is_at_their_other_end_and_why(client: TestClient) -> None:
    found = client.get("/api/links/policy/made-in-china-2025").json()
    related = [link for link in found if link["kind"] == "related"]
    assert related
    assert all(link["other"].startswith("policy/") and link["score"] >= 0.3 for link in related)
    assert related == sorted(related, key=lambda link: -link["score"])
    (robots,) = [link for link in related if link["other"] == "policy/robot-plan-2016-2020"]
    assert robots["score"] >= 0.6


def test_what_became_of_central_measures_is_told_at_both_ends(client: TestClient) -> None:
    local = "jilin-implementing-guofa-28-2014"
    handed_down = [
        link for link in client.get(f"/api/links/policy/{local}").json() if link["kind"] == "transmission"
    ]
    assert handed_down
    for link in handed_down:
        assert link["outcome"] in {"kept", "strengthened", "dropped"}
        assert not link["forward"]
        assert link["source"]
        assert link["text_role"] == "register-summary"
        there = client.get(f"/api/links/{link['other']}").json()
        assert [found for found in there if found["other"] == f"policy/{local}" and found["forward"]]


def test_an_article_without_links_has_none_and_an_unknown_one_is_a_problem(client: TestClient) -> None:
    address = "/api/links/article/2006-heilongjiang-maps-resurgence"
    assert {link["kind"] for link in client.get(address).json()} <= {"uptake"}
    assert client.get("/api/links/policy/2006-heilongjiang-maps-resurgence").status_code == 404
    assert client.get("/api/links/article/nothing").status_code == 404
