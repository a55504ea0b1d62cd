import pytest

from ontology.knowledge import knowledge_of, load_knowledge
from ontology.policy import Policy, PolicyRelation
from ontology.projection import entity_graph, register_graph
from ontology.projection.field import by_subject
from ontology.projection.policy import policy_triples, read_policy
from ontology.store import GraphStore, write_graph

POLICY = Policy(
    id="x",
    title_en="A plan",
    title_zh="规划",
    kind="plan",
    level="national",
    date="2016-03",
    status="in-force",
    aliases_en=("one", "two"),
    number_zh="国发〔2016〕1号",
    number_checked=False,
    issuers=("z", "a"),
    regions=("china",),
    relations=(
        PolicyRelation("amends", "v"),
        PolicyRelation("cites", "y"),
        PolicyRelation("supersedes", "w"),
    ),
    sources=("http://example.org/1",),
)


def test_a_policy_comes_back_with_its_lead_issuer_first():
    triples = list(policy_triples(POLICY))
    assert read_policy("x", by_subject(triples)["https://w3id.org/drcgraph/policy/x"]) == POLICY


def test_lists_and_register_come_back_from_a_store(tmp_path):
    knowledge = load_knowledge()
    graphs = [
        entity_graph(type_, knowledge.entities(type_).values())
        for type_ in ("actor", "industry", "region", "instrument")
    ]
    write_graph(tmp_path / "g", None, [*graphs, register_graph(knowledge.policies.values())])
    store = GraphStore(tmp_path / "g")
    assert sum(1 for _ in store.graphs()) == 5
    again = knowledge_of(by_subject(store.match()), knowledge.hash, knowledge.lists_hash)
    assert again == knowledge


@pytest.mark.parametrize(
    ("date", "type_"), [("2016", "gYear"), ("2016-03", "gYearMonth"), ("2016-03-17", "date")]
)
def test_a_date_is_typed_as_exactly_as_it_is_known(date, type_):
    triples = policy_triples(Policy("x", "T", "", "plan", "national", date, "unknown"))
    literal = next(t.object for t in triples if t.predicate.value.endswith("date_document"))
    assert literal.datatype.value == f"http://www.w3.org/2001/XMLSchema#{type_}"
