"""Corrections through publishing: they hold at every re-ingest and stand in the provenance."""

import pytest

from ingest.publish import add_register, ingest, republish
from ontology.correction import Confirmation, Merge, Rejection, add_correction, undo_correction
from ontology.iri import iri
from ontology.knowledge import load_knowledge
from ontology.vocabulary import term
from search.release import open_release

TEXT = (
    "Heilongjiang should build a petrochemical base in Daqing with Harbin. "
    "The base rests on “Made in China 2025”. The Sunrise Industries Plan asks for the same."
)
GRAPH = "https://w3id.org/drcgraph/graph/corrections"
SUNRISE = """id,title_en,kind,level,date
sunrise-plan,Sunrise Industries Plan,plan,provincial,2016
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("corrections")


def write(root, text):
    (root / "one.md").write_text(f"---\ntitle: A base\nlanguage: en\ndate: 2017\n---\n\n{text}\n", "utf-8")
    return publish(root)


def publish(root):
    ingest(root / "data", [root / "one.md"], models=())
    return open_release(root / "data")


def correct(root, correction):
    return add_correction(root / "data" / "corrections", correction, load_knowledge())


def influences(release):
    triples = release.statements.match(iri("activity", "one"), term("prov:wasInfluencedBy"))
    return {triple.object.value.rpartition("/")[2] for triple in triples}


def mentions(release):
    return {m.text: f"{m.type}/{m.id}" for m in release.documents.get("one").annotation.mentions}


def citation(release, quote):
    (found,) = [c for c in release.documents.get("one").annotation.citations if quote in c.text]
    return found


@pytest.mark.slow
def test_corrections_hold_at_every_re_ingest_and_stand_in_the_provenance(root):
    first = write(root, TEXT)
    assert mentions(first)["Harbin"] == "region/harbin"
    assert citation(first, "Made in China").policy == "made-in-china-2025"
    assert influences(first) == set()

    rejected = correct(root, Rejection("Harbin", "region/harbin", "article/one", by="Ann", reason="a firm"))
    merged = correct(root, Merge("region/daqing", "region/heilongjiang", by="Ann"))
    confirmed = correct(root, Confirmation("Made in China 2025", "policy/northeast-revitalization-strategy"))
    for text in (TEXT, f"{TEXT} Nothing else was said."):
        release = write(root, text)
        assert "Harbin" not in mentions(release)
        assert mentions(release)["Daqing"] == "region/heilongjiang"
        found = citation(release, "Made in China")
        assert (found.policy, found.score) == ("northeast-revitalization-strategy", 1.0)
        assert influences(release) == {rejected, merged, confirmed}
        corrections = {t.subject.value.rpartition("/")[2] for t in release.statements.triples(GRAPH)}
        assert corrections == {rejected, merged, confirmed}

    undo_correction(root / "data" / "corrections", rejected)
    assert republish(root / "data", models=()).release
    release = open_release(root / "data")
    assert mentions(release)["Harbin"] == "region/harbin"
    assert influences(release) == {merged, confirmed}


def test_a_citation_is_resolved_when_the_register_gains_the_policy(root):
    before = write(root, TEXT)
    assert citation(before, "Sunrise").status == "unregistered"
    (root / "sunrise.csv").write_text(SUNRISE, "utf-8")
    report = add_register(root / "data", root / "sunrise.csv", models=())
    assert "sunrise-plan" in report.added
    after = citation(open_release(root / "data"), "Sunrise")
    assert (after.status, after.policy) == ("resolved", "sunrise-plan")
    assert after.text == citation(before, "Sunrise").text
