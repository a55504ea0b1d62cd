"""Derived links over HTTP, from a release of its own: the others hold too few documents to derive any."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import load_settings
from ingest.publish import ingest, publisher
from ontology.knowledge import load_knowledge

CENTRAL, LOCAL = "northeast-recent-support-opinions-2014", "jilin-implementing-guofa-28-2014"


def two_policies(register=None, corrections=None):
    """A central policy and a local one that carries it out."""
    whole = load_knowledge(register, corrections)
    return replace(whole, policies={id_: whole.policies[id_] for id_ in (CENTRAL, LOCAL)})


@pytest.fixture(scope="module")
def linked(tmp_path_factory) -> Iterator[TestClient]:
    root = tmp_path_factory.mktemp("linked")
    (root / "article.md").write_text("---\ntitle: Snow\n---\n\nIt snows in Harbin.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publisher, "load_knowledge", two_policies)
        ingest(root / "data", [root / "article.md"], models=["multilingual-use"])
        with TestClient(create_app(load_settings(data=root / "data"))) as client:
            yield client


def links(client, document, kind):
    found = client.get(f"/api/links/{document}").json()
    return [link for link in found if link["kind"] == kind]


def test_policies_related_in_the_register_are_linked_both_ways(linked: TestClient) -> None:
    (there,), (back,) = (links(linked, f"policy/{id_}", "related") for id_ in (CENTRAL, LOCAL))
    assert (there["other"], back["other"]) == (f"policy/{LOCAL}", f"policy/{CENTRAL}")
    assert there["score"] == back["score"] >= 0.6


def test_what_became_of_central_measures_is_told_at_both_ends(linked: TestClient) -> None:
    here, there = (links(linked, f"policy/{id_}", "transmission") for id_ in (CENTRAL, LOCAL))
    assert here
    assert {link["source"] for link in here} == {link["source"] for link in there}
    for link in here:
        assert link["forward"]
        assert link["outcome"] in {"kept", "strengthened", "dropped", "unmentioned"}
        assert (link["target"] is None) == (link["outcome"] in {"dropped", "unmentioned"})
        assert link["text_role"] == "register-summary"


def test_a_document_without_links_has_none_and_an_unknown_one_is_a_problem(linked: TestClient) -> None:
    assert linked.get("/api/links/article/article").json() == []
    assert linked.get("/api/links/policy/article").status_code == 404
    assert linked.get("/api/links/article/nothing").status_code == 404
