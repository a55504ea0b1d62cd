"""When the register changes, citations are resolved anew and texts are not read again."""

import random
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ingest.annotate import Annotator
from ingest.publish import PublishReport, add_register, ingest, republish
from ingest.publish.resolution import Resolution
from ontology.knowledge import load_knowledge
from search.release import Release, open_release

POLICY = """
@prefix drc: <https://w3id.org/drcgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix policy: <https://w3id.org/drcgraph/policy/> .
@prefix level: <https://w3id.org/drcgraph/concept/level/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
policy:{id} a drc:PolicyDocument ; dcterms:title "{en}"@en , "{zh}"@zh ; eli:id_local "{number}"@zh ;
    eli:date_document "{date}"^^xsd:date ; drc:level level:national ;
    eli:type_document <https://w3id.org/drcgraph/concept/policy-kind/opinions> ;
    dcterms:abstract "Frost fairs get a fund."@en .
"""
FROST = {
    "id": "frost-fairs-2015",
    "en": "Opinions on Frost Fairs in Border Towns",
    "zh": "关于边境城镇冰雪集市的意见",
    "number": "国办发〔2015〕199号",
    "date": "2015-12-01",
}


def article(folder, name, text):
    folder.mkdir(exist_ok=True)
    head = f"---\ntitle: {name}\nlanguage: en\ndate: 2017-03-01\n---\n\n"
    (folder / f"{name}.md").write_text(head + text, encoding="utf-8")


def register(folder):
    file = folder / "frost.ttl"
    file.write_text(POLICY.format(**FROST), encoding="utf-8")
    return file


@dataclass
class Gained:
    """Articles published, then a register with a policy that they cite; what was read the second time."""

    root: Path
    before: Release
    report: PublishReport
    read: list[str]

    @property
    def data(self):
        return self.root / "data"


@pytest.fixture(scope="module")
def gained(tmp_path_factory):
    root = tmp_path_factory.mktemp("resolution")
    folder = root / "articles"
    article(folder, "number", "Traders waited for Guobanfa [2015] No. 199 all winter.")
    article(
        folder,
        "measure",
        "The province should build a fund for fairs under the “Opinions on Frost Fairs in Border Towns”.",
    )
    article(folder, "alias", "All was said in the 《冬季口岸贸易若干意见》 before.")
    article(folder, "none", "Nothing much happens in Shenyang.")
    ingest(root / "data", [folder], models=())
    before = open_release(root / "data")
    with pytest.MonkeyPatch.context() as patch:
        read = reading(patch)
        report = add_register(root / "data", register(root), models=())
    return Gained(root, before, report, read)


@pytest.fixture
def data(gained, tmp_path):
    """A copy to publish from."""
    shutil.copytree(gained.data, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


def reading(patch):
    """The ids of the documents that are read from now on."""
    ids, annotate = [], Annotator.annotate

    def noted(self, text, language=None, date=None, id=""):  # noqa: A002  the name that callers use
        ids.append(id)
        return annotate(self, text, language, date, id)

    patch.setattr(Annotator, "annotate", noted)
    return ids


def citations(data, id_):
    return [(c.status, c.policy) for c in open_release(data).documents.get(id_).annotation.citations]


def test_a_gain_of_the_register_resolves_what_was_unregistered_without_reading_its_text(gained):
    after = open_release(gained.data)
    assert gained.before.documents.get("number").annotation.citations[0].status == "unregistered"
    assert citations(gained.data, "number") == [("resolved", "frost-fairs-2015")]
    assert gained.report.resolved == ("number",)
    assert not {"number", "alias", "none"} & set(gained.read)
    assert started(after, "number") == started(gained.before, "number")
    assert resolved_at(after, "number")
    assert not resolved_at(after, "none")


def test_a_measure_beside_a_citation_is_read_with_it(gained):
    assert citations(gained.data, "measure") == [("resolved", "frost-fairs-2015")]
    measures = open_release(gained.data).documents.get("measure").annotation.measures
    assert {policy for measure in measures for policy in measure.policies} == {"frost-fairs-2015"}
    assert "measure" in gained.read


def test_nothing_is_resolved_twice(gained):
    assert republish(gained.data, models=()).release is None


def test_an_alias_that_comes_with_the_register_resolves_what_was_unregistered(data, tmp_path):
    assert citations(data, "alias") == [("unregistered", None)]
    file = register(tmp_path)
    alias = 'dcterms:alternative "冬季口岸贸易若干意见"@zh ;\n    eli:id_local'
    file.write_text(file.read_text("utf-8").replace("eli:id_local", alias), encoding="utf-8")
    assert add_register(data, file, models=()).resolved == ("alias",)
    assert citations(data, "alias") == [("resolved", "frost-fairs-2015")]


def test_a_loss_of_the_register_leaves_citations_unregistered(data, monkeypatch):
    read = reading(monkeypatch)
    (data / "register" / "frost.ttl").unlink()
    assert republish(data, models=()).resolved == ("number",)
    assert citations(data, "number") == [("unregistered", None)]
    assert "number" not in read


@pytest.mark.slow
def test_what_is_resolved_anew_equals_a_reading_with_the_same_register(shipped):
    """25 policies come into the register, and go out of it; documents that cite them and others."""
    whole = load_knowledge()
    articles = list(shipped.documents.articles())
    cited = sorted({policy for article in articles for policy in cited_by(article)})
    chance = random.Random(7)  # noqa: S311  a choice that repeats, no secret
    gone = {*chance.sample(cited, 15), *chance.sample(sorted(whole.policies.keys() - set(cited)), 10)}
    less = replace(whole, policies={id_: p for id_, p in whole.policies.items() if id_ not in gone})
    annotator, gain, loss = Annotator(less), Resolution(whole), Resolution(less)
    settled = 0
    citing = [article for article in articles if cited_by(article) & gone]
    for article in [*citing, *chance.sample(articles, 60)]:
        document = article.document
        read = annotator.annotate(document.text, document.language, document.date, document.id)
        before = replace(article, annotation=read)
        assert gain.of(before) in (None, article), document.id
        assert loss.of(article) in (None, before), document.id
        settled += gain.of(before) is not None
    assert settled > 40


def cited_by(article):
    return {citation.policy for citation in article.annotation.citations if citation.policy}


def started(release, id_):
    return value(release, id_, "http://www.w3.org/ns/prov#startedAtTime")


def resolved_at(release, id_):
    return value(release, id_, "https://w3id.org/drcgraph/ontology#resolvedAt")


def value(release, id_, predicate):
    triples = release.statements.triples(f"https://w3id.org/drcgraph/graph/article/{id_}")
    return [triple.object.value for triple in triples if triple.predicate.value == predicate]
