"""A release goes out into files and comes back equal."""

import csv

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset

from ingest.publish import import_release, ingest, publisher, republish
from ontology.correction import Rejection, add_correction
from ontology.errors import InvalidInputError, NotFoundError
from ontology.knowledge import load_knowledge
from search.export import export_release
from search.release import open_release

MODELS: tuple[str, ...] = ()
CORRECTIONS_GRAPH = "https://w3id.org/drcgraph/graph/corrections"
RELEASE_GRAPH = "https://w3id.org/drcgraph/graph/release"
OWN_POLICY = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix drc: <https://w3id.org/drcgraph/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix concept: <https://w3id.org/drcgraph/concept/> .
<https://w3id.org/drcgraph/policy/own> a drc:PolicyDocument ;
    dcterms:title "Harbour Plan of Zanter"@en ;
    eli:type_document <https://w3id.org/drcgraph/concept/policy-kind/plan> ;
    drc:level <https://w3id.org/drcgraph/concept/level/municipal> .
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("exchange")
    (root / "articles").mkdir()
    for name, text in (
        ("one", "Heilongjiang should build a petrochemical base in Daqing under Made in China 2025."),
        ("zh-2", "黑龙江省应当推进国有企业改革，投资3亿元。"),
    ):
        fields = f"title: About {name}\nauthors: [Zhou Min, Ai Hua]\npublisher: DRC\ndate: 2016-05"
        (root / "articles" / f"{name}.md").write_text(f"---\n{fields}\n---\n\n{text}\n", encoding="utf-8")
    (root / "data" / "register").mkdir(parents=True)
    (root / "data" / "register" / "own.ttl").write_text(OWN_POLICY, encoding="utf-8")
    rejection = Rejection("Daqing", "region/daqing", "article/one", by="a reader")
    add_correction(root / "data" / "corrections", rejection, load_knowledge())
    ingest(root / "data", [root / "articles"], models=MODELS)
    return root / "data"


def graph_of(data):
    """All statements but the description of the release, blank nodes named by their place."""
    quads = open_release(data).statements.quads()
    dataset = Dataset(quad for quad in quads if quad.graph_name.value != RELEASE_GRAPH)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset


OTHERS = [pytest.param(name, marks=pytest.mark.slow) for name in ("nq", "ttl", "jsonld")]


@pytest.mark.parametrize("name", ["trig", *OTHERS])
def test_an_import_of_an_export_gives_an_equal_graph(data, tmp_path, name):
    release = open_release(data)
    written = export_release(release, tmp_path / "export", name)
    assert all(path.is_file() for path in written)
    report = import_release(tmp_path / "data", tmp_path / "export", models=MODELS)
    assert {"one", "zh-2", "own"} <= set(report.added)
    assert CORRECTIONS_GRAPH in release.statements
    assert graph_of(tmp_path / "data") == graph_of(data)
    back = open_release(tmp_path / "data")
    assert back.documents.document("one") == release.documents.document("one")
    assert back.documents.counts() == release.documents.counts()
    assert set(back.documents.get("one").annotation.measures) == set(
        release.documents.get("one").annotation.measures
    )
    back.verify()
    assert republish(tmp_path / "data", models=MODELS).release is None


@pytest.mark.slow
def test_all_that_ships_comes_back_equal(shipped, tmp_path, monkeypatch):
    monkeypatch.setattr(publisher, "load_knowledge", load_knowledge)
    export_release(shipped, tmp_path / "export", "nq")
    import_release(tmp_path / "data", tmp_path / "export", models=MODELS)
    assert graph_of(tmp_path / "data") == graph_of(shipped.paths.root.parents[1])


def test_one_article_goes_out_alone(data, tmp_path):
    release = open_release(data)
    for name, file in (("trig", "article-one.trig"), ("ttl", "graphs/article/one.ttl")):
        assert export_release(release, tmp_path, name, article="one") == (tmp_path / file,)
        text = (tmp_path / file).read_text("utf-8")
        assert "petrochemical base" in text
        assert "国有企业" not in text


def test_tables_hold_a_line_for_each_thing(data, tmp_path):
    release = open_release(data)
    counts = release.documents.counts()
    paths = export_release(release, tmp_path, "csv")
    rows = {}
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows[path.stem] = list(csv.DictReader(stream))
    assert len(rows["articles"]) == counts.articles + counts.policies
    assert len(rows["citations"]) == counts.citations
    assert len(rows["measures"]) == counts.measures
    assert len(rows["mentions"]) == counts.mentions
    one = next(row for row in rows["articles"] if row["id"] == "one")
    assert (one["authors"], one["date"], one["publisher"]) == ("Zhou Min; Ai Hua", "2016-05", "DRC")
    assert {"actor", "industry", "region", "instrument", "policy"} == {
        row["type"] for row in rows["entities"]
    }


def test_an_export_with_a_broken_register_leaves_nothing_of_it(data, tmp_path):
    export_release(open_release(data), tmp_path / "export", "nq")
    (tmp_path / "export" / "register" / "more.ttl").write_text("<a", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"export/register/more\.ttl, line 1: not Turtle"):
        import_release(tmp_path / "data", tmp_path / "export", models=MODELS)
    assert not list((tmp_path / "data").rglob("*.ttl"))


def test_what_is_no_export_is_refused_and_nothing_is_left_of_it(data, tmp_path):
    release = open_release(data)
    with pytest.raises(InvalidInputError, match="unknown format 'n3'"):
        export_release(release, tmp_path, "n3")
    with pytest.raises(NotFoundError, match="'nobody'"):
        export_release(release, tmp_path, "ttl", article="nobody")
    (tmp_path / "broken.trig").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"broken\.trig cannot be read"):
        import_release(tmp_path / "data", tmp_path / "broken.trig", models=MODELS)
    (tmp_path / "other.nq").write_text("<a:a> <a:b> <a:c> <a:g> .\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match="graph <a:g>"):
        import_release(tmp_path / "data", tmp_path / "other.nq", models=MODELS)
    (tmp_path / "plain.nq").write_text("<a:a> <a:b> <a:c> .\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match="outside named graphs"):
        import_release(tmp_path / "data", tmp_path / "plain.nq", models=MODELS)
    with pytest.raises(NotFoundError, match="does not exist"):
        import_release(tmp_path / "data", tmp_path / "nothing", models=MODELS)
