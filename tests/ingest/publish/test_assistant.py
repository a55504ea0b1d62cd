"""Articles that a language model helped to read: what it proposed stays until it would be read otherwise."""

import pytest

from ingest.publish import ingest
from ontology.query import QueryPool
from search.release import open_release

TEXT = "The Fuxin Ore Cart Plan wants the wheels of old ore carts turned into garden benches."
MODEL = "SELECT ?model { ?m a drc:Measure ; prov:wasGeneratedBy/drc:model ?model }"
PREFIXES = "PREFIX drc: <https://w3id.org/drcgraph/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> "


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "benches.md"
    path.write_text(f"---\ntitle: Benches\n---\n\n{TEXT}\n")
    return path


def proposals(data):
    return [m.text for m in open_release(data).documents.get("benches").annotation.measures if m.proposed_by]


def test_proposals_are_published_with_their_origin_and_stay_without_the_model(recorded, article, tmp_path):
    data = tmp_path / "data"
    assert ingest(data, [article], models=(), assistant=recorded.answering("findings")).release
    assert proposals(data) == ["the wheels of old ore carts turned into garden benches"]
    with QueryPool(open_release(data).graph, workers=1) as pool:
        assert b"recorded" in pool.run(PREFIXES + MODEL, "csv").read()
    assert ingest(data, [article], models=()).release is None
    assert proposals(data)


@pytest.mark.slow
def test_what_a_model_failed_on_is_sent_again(recorded, article, tmp_path):
    data = tmp_path / "data"
    assert ingest(data, [article], models=(), assistant=recorded.answering("broken")).release
    assert proposals(data) == []
    assert "answered 500" in open_release(data).documents.get("benches").annotation.warnings[0]
    assert ingest(data, [article], models=(), assistant=recorded.answering("findings")).release
    assert "500" not in open_release(data).documents.get("benches").annotation.warnings[0]
    assert len(proposals(data)) == 1
    sent = len(recorded.requests)
    assert ingest(data, [article], models=(), assistant=recorded.answering("findings")).release is None
    assert len(recorded.requests) == 0 != sent
