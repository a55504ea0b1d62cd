"""What does not conform is not published."""

import json
import shutil

import pytest

from ingest.publish import add_register, import_release, ingest, republish
from ontology.errors import InvalidInputError
from search.export import export_release
from search.release import current_release_id, open_release

TEXT = "Heilongjiang should build a petrochemical base in Daqing."
CIRCLE = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix drc: <https://w3id.org/drcgraph/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix level: <https://w3id.org/drcgraph/concept/level/> .
@prefix policy: <https://w3id.org/drcgraph/policy/> .
@prefix policy-kind: <https://w3id.org/drcgraph/concept/policy-kind/> .

policy:circle a drc:PolicyDocument ; dcterms:title "A plan that replaces itself"@en ;
    eli:type_document policy-kind:plan ; drc:level level:municipal ; dcterms:replaces policy:circle .
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = tmp_path_factory.mktemp("published")
    (root / "one.md").write_text(f"---\ntitle: A base\nlanguage: en\n---\n\n{TEXT}\n", "utf-8")
    ingest(root / "data", [root / "one.md"], models=())
    return root / "data"


@pytest.fixture
def data(published, tmp_path):
    return shutil.copytree(published, tmp_path / "data", symlinks=True)


def test_a_register_that_does_not_conform_leaves_the_last_release(data):
    before = current_release_id(data)
    (data / "register").mkdir()
    (data / "register" / "own.ttl").write_text(CIRCLE, "utf-8")
    with pytest.raises(InvalidInputError, match=r"policy/circle breaks policy-not-itself: .*") as error:
        republish(data, models=())
    assert "\n" not in str(error.value)
    assert current_release_id(data) == before


@pytest.mark.parametrize("earlier", [None, "# Nothing yet.\n"])
def test_a_register_that_was_refused_leaves_the_folder_as_it_was(data, tmp_path, earlier):
    own = data / "register" / "own.ttl"
    if earlier:
        own.parent.mkdir()
        own.write_text(earlier, "utf-8")
    first, second = (CIRCLE.replace("policy:circle a", f"policy:{name} a") for name in ("circle", "other"))
    ring = first.replace("replaces policy:circle", "replaces policy:other") + second
    (tmp_path / "own.ttl").write_text(ring, "utf-8")
    with pytest.raises(InvalidInputError, match="breaks policy-not-itself"):
        add_register(data, tmp_path / "own.ttl", models=())
    assert (own.read_text("utf-8") if own.is_file() else None) == earlier
    assert own.parent.is_dir() == bool(earlier)
    assert republish(data, models=()).problems == ()


def test_an_import_whose_quotes_are_not_in_the_text_is_refused(data, tmp_path):
    export_release(open_release(data), tmp_path / "out", "nq")
    (file,) = (tmp_path / "out").rglob("*.nq")
    file.write_text(file.read_text("utf-8").replace('exact> "Daqing"', 'exact> "Harbin"'), "utf-8")
    with pytest.raises(InvalidInputError, match=r"breaks quote-matches-text: .*quote equals the text"):
        import_release(tmp_path / "other", tmp_path / "out", models=())
    assert current_release_id(tmp_path / "other") is None


def test_odd_documents_and_policies_without_a_summary_conform(data, tmp_path):
    odd = [
        {"id": "empty", "title": "Nothing", "text": ""},
        {"id": "untitled", "title": "", "text": "\u200b\ufeff Made in China 2025 😀 \u0001"},
    ]
    file = tmp_path / "odd.jsonl"
    file.write_text("\n".join(map(json.dumps, odd)), "utf-8")
    (data / "register").mkdir()
    own = CIRCLE.replace(" ; dcterms:replaces policy:circle", "")
    (data / "register" / "own.ttl").write_text(own, "utf-8")
    report = ingest(data, [file], models=())
    assert set(report.added) == {"circle", "empty", "untitled"}


def test_every_publish_tells_how_long_it_validated(data):
    assert "validate" in open_release(data).manifest.seconds
