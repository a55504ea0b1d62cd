from dataclasses import replace

import pytest
from pyoxigraph import Literal, Triple

from ontology.article import Annotation, Article, Citation, Document, Measure, Mention, Passage, Quantity
from ontology.errors import InvalidInputError, NotFoundError
from ontology.projection import article_graph, graph_article, graph_provenance
from ontology.projection.provenance import Provenance
from ontology.store import GraphStore, write_graph

TEXT = "Daqing should build a petrochemical base with 2 billion yuan by 2020, as 国发〔2014〕28号 asks."
PROVENANCE = Provenance(
    "drcgraph", "0.1.0", "en-core-web-sm 3.8.0", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", "ab12"
)


def span(quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


ARTICLE = Article(
    Document(
        id="seed/1 ü",
        title="Oil and after",
        title_zh="石油之后",
        text=TEXT,
        names=("a name",),
        authors=("Zhao Yi", "An Er"),
        publisher="DRC",
        date="2017-03",
        url="http://example.org/a b",
        source="corpus",
    ),
    (Passage("seed/1 ü#0", 0, 40, TEXT[:40]), Passage("seed/1 ü#1", 40, len(TEXT), TEXT[40:])),
    Annotation(
        "en",
        ("one warning",),
        (
            Mention(**span("Daqing"), type="region", id="daqing", label="Daqing", score=0.9),
            Mention(
                **span("petrochemical"),
                type="industry",
                id="petro new",
                label="petrochemical",
                score=0.1 + 0.2,
                status="provisional",
            ),
        ),
        (
            Citation(
                **span("国发〔2014〕28号"),
                status="ambiguous",
                policy=None,
                candidates=("b", "a"),
                title=None,
                number="国发〔2014〕28号",
                by="number",
                score=0.5,
                validity="repealed at the article's date",
            ),
        ),
        (
            Measure(
                **span("build a petrochemical base with 2 billion yuan by 2020"),
                instrument="investment-projects",
                score=0.7,
                standing="proposed",
                actors=("a", "b"),
                regions=("daqing",),
                quantities=(Quantity("2 billion yuan", 2e9, "yuan"), Quantity("x", 1e-7, "%")),
                deadline="2020",
            ),
        ),
    ),
)


def test_an_article_comes_back_from_the_store_as_it_went_in(tmp_path):
    write_graph(tmp_path / "g", None, [article_graph(ARTICLE, PROVENANCE)])
    store = GraphStore(tmp_path / "g")
    assert graph_article(store, "seed/1 ü") == ARTICLE
    assert graph_provenance(store, "seed/1 ü") == PROVENANCE


def test_a_bare_article_comes_back_too(tmp_path):
    bare = Article(Document(id="x", title="T", text=""), (), Annotation("en"))
    write_graph(tmp_path / "g", None, [article_graph(bare, PROVENANCE)])
    assert graph_article(GraphStore(tmp_path / "g"), "x") == bare


def test_a_policy_text_keeps_its_kind_and_role(tmp_path):
    document = Document(
        id="p",
        title="规划",
        text="摘要",
        kind="policy",
        language="zh",
        title_zh="规划",
        text_role="register summary",
    )
    policy = Article(document, (), Annotation("zh"))
    write_graph(tmp_path / "g", None, [article_graph(policy, PROVENANCE)])
    assert graph_article(GraphStore(tmp_path / "g"), "p") == policy


def test_the_address_of_a_policy_text_does_not_repeat_the_sources_of_the_register():
    policy = replace(ARTICLE, document=replace(ARTICLE.document, kind="policy"))
    said = {triple.predicate.value for triple in article_graph(policy, PROVENANCE).triples}
    assert "https://schema.org/url" in said
    assert "http://purl.org/dc/terms/source" not in said


def test_every_annotation_has_quote_offsets_confidence_passage_and_activity():
    triples = list(article_graph(ARTICLE, PROVENANCE).triples)
    nodes = {t.subject for t in triples if t.predicate.value.endswith("#hasTarget")}
    assert len(nodes) == 4
    for wanted in ("#confidence", "#inPassage", "#wasGeneratedBy"):
        assert {t.subject for t in triples if t.predicate.value.endswith(wanted)} == nodes


def test_a_resolved_citation_is_also_said_directly():
    citation = replace(ARTICLE.annotation.citations[0], status="resolved", policy="a", candidates=("a",))
    article = replace(ARTICLE, annotation=replace(ARTICLE.annotation, citations=(citation,)))
    direct = [
        t.object.value
        for t in article_graph(article, PROVENANCE).triples
        if t.predicate.value.endswith("/cites")
    ]
    assert direct == ["https://w3id.org/drcgraph/policy/a"]


class Statements:
    def __init__(self, triples):
        self.held = triples

    def triples(self, graph):
        return iter(self.held)


def test_an_unknown_id_is_not_found():
    with pytest.raises(NotFoundError, match="'nobody'"):
        graph_article(Statements([]), "nobody")


def test_a_node_without_a_quote_is_refused():
    triples = [
        t for t in article_graph(ARTICLE, PROVENANCE).triples if not t.predicate.value.endswith("#exact")
    ]
    with pytest.raises(InvalidInputError, match="oa:exact"):
        graph_article(Statements(triples), "seed/1 ü")


@pytest.mark.parametrize("lost", ["#hasBody", "#label", "#recognizedBy", "#instrument", "#start"])
def test_what_lacks_a_part_is_refused_in_one_line(lost):
    triples = [t for t in article_graph(ARTICLE, PROVENANCE).triples if not t.predicate.value.endswith(lost)]
    with pytest.raises(InvalidInputError) as error:
        graph_article(Statements(triples), "seed/1 ü")
    assert "\n" not in str(error.value)


def test_a_second_confidence_is_refused():
    triples = list(article_graph(ARTICLE, PROVENANCE).triples)
    first = next(t for t in triples if t.predicate.value.endswith("#confidence"))
    triples.append(Triple(first.subject, first.predicate, Literal(0.25)))
    with pytest.raises(InvalidInputError, match="2 values"):
        graph_article(Statements(triples), "seed/1 ü")
