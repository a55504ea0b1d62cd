"""Derived links are published with a release, keep up with its documents and leave nothing behind."""

import json
from pathlib import Path

import pytest

from ingest.publish import attach_policy, ingest, remove, republish, update_graphs
from ontology.named_graph import NamedGraph
from ontology.projection import DERIVED_GRAPH
from ontology.query import QueryPool
from ontology.validation import validate_derived
from search.release import open_release

QUERIES = Path(__file__).parents[3] / "docs" / "queries"
MODELS = ("multilingual-use",)
POLICY = "made-in-china-2025"
PROPOSAL = "China needs to cut the corporate income tax of small manufacturing firms."
ORDER = "The government will lower the corporate income tax that small manufacturing firms pay."
OTHERS = " The state should plant trees along the rivers. Liaoning should repair its old bridges."


def write(folder, name, text, date):
    folder.mkdir(exist_ok=True)
    head = f"---\ntitle: About {name}\nlanguage: en\ndate: {date}\n---\n\n"
    (folder / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")
    return folder / f"{name}.md"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A release in which an article of 2014 proposes what the text of a policy of 2015 has."""
    root = tmp_path_factory.mktemp("derived")
    write(root / "articles", "paper", PROPOSAL + OTHERS, "2014-03-01")
    ingest(root / "data", [root / "articles"], models=MODELS)
    attach_policy(root / "data", POLICY, write(root, "law", ORDER + OTHERS, "2015-05"), models=MODELS)
    return root / "data"


def ask(data, number):
    (path,) = QUERIES.glob(f"{number}-*.rq")
    with QueryPool(open_release(data).graph, workers=1) as pool:
        rows = json.loads(pool.run(path.read_text("utf-8")).read())["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in rows]


def test_an_uptake_has_both_quotes_a_score_and_the_kind_of_text(data):
    found = [row for row in ask(data, 26) if "income tax" in row["proposal"]]
    assert [row["policy"].rpartition("/")[2] for row in found] == [POLICY]
    assert "income tax" in found[0]["order"]
    assert found[0]["text"].endswith("full-text")
    assert float(found[0]["score"]) >= 0.5


def test_derived_links_conform(data):
    store = open_release(data).statements
    links = NamedGraph(DERIVED_GRAPH, store.triples(DERIVED_GRAPH))
    others = [NamedGraph(iri, store.triples(iri)) for iri in store.graphs() if iri != DERIVED_GRAPH]
    assert validate_derived(links, others).results == ()


def test_links_stay_where_nothing_changed_and_go_with_their_documents(data):
    links = set(open_release(data).statements.triples(DERIVED_GRAPH))
    assert republish(data, models=MODELS).release is None
    graph = "<https://w3id.org/drcgraph/graph/user/notes>"
    assert update_graphs(data, f"INSERT DATA {{ GRAPH {graph} {{ <a:a> <a:b> 1 }} }}", models=MODELS).release
    release = open_release(data)
    assert set(release.statements.triples(DERIVED_GRAPH)) == links
    release.verify()
    remove(data, ["paper"], models=MODELS)
    left = open_release(data).statements.triples(DERIVED_GRAPH)
    assert not [triple for triple in left if "paper" in str(triple)]
