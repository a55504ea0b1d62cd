"""Documents of a release: written once, read from many threads, removed without a trace."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ontology.article import Annotation, Article, Citation, Document, Measure, Mention, Passage, Quantity
from ontology.errors import NotFoundError
from search.document_writer import DocumentWriter
from search.documents import DocumentStore
from search.measure_filter import MeasureFilter

TEXT = "黑龙江 shall build a base in Daqing under Document No. 28."


def article(id_="one", **details):
    document = Document(**{"id": id_, "title": "A title", "text": TEXT, "date": "2016-05-01", **details})
    annotation = Annotation(
        language="en",
        warnings=("short",),
        mentions=(
            Mention(0, 3, "黑龙江", "region", "heilongjiang", "Heilongjiang", 1.0),
            Mention(28, 34, "Daqing", "region", "daqing", "Daqing", 0.9),
        ),
        citations=(
            Citation(41, 57, "Document No. 28", "resolved", "guofa-28", (), None, "28", "number", 0.98),
            Citation(41, 57, "Document", "ambiguous", None, ("a", "b"), None, None, "description", 0.4),
        ),
        measures=(
            Measure(
                start=10, end=34, text="build a base in Daqing", instrument="investment-projects", score=0.8,
                standing="planned", actors=("state-council",), regions=("daqing", "daqing"),
                policies=("guofa-28",),
                quantities=(Quantity("3亿元", 3e8, "yuan"),), deadline="2020",
            ),
        ),
    )  # fmt: skip
    return Article(
        document,
        (Passage(f"{id_}-1", 0, 20, TEXT[:20]), Passage(f"{id_}-2", 20, 57, TEXT[20:57])),
        annotation,
    )


@pytest.fixture
def write(tmp_path):
    def write(*articles, name="documents.sqlite", previous=None, removed=()):
        with DocumentWriter(tmp_path / name, previous) as writer:
            for id_ in removed:
                writer.remove(id_)
            for item in articles:
                writer.put(item, "content", "key")
        return DocumentStore(tmp_path / name)

    return write


def test_an_article_comes_back_equal(write):
    whole = article(
        title_zh="题目", names=("a", "b"), authors=("X",), publisher="DRC", url="https://example.org/1",
        source="/folder", translation_of="two",
    )  # fmt: skip
    store = write(whole, article("policy-1", kind="policy", text_role="register summary"))
    assert store.get("one") == whole
    assert store.document("one") == whole.document
    assert store.ids() == ("one", "policy-1")
    assert store.ids("policy") == ("policy-1",)
    assert "one" in store
    assert "two" not in store
    assert store.records()["one"].content_hash == "content"
    assert store.documents_from("/folder") == ("one",)
    assert store.check()


def test_a_missing_document_is_named(write):
    with pytest.raises(NotFoundError, match="'nobody'"):
        write(article()).get("nobody")


def test_mentions_citations_and_counts_are_found_by_entity(write):
    store = write(article(), article("two"))
    assert [(a.document.id, m.text) for a, m in store.mentions_of("region", "daqing")] == [
        ("one", "Daqing"),
        ("two", "Daqing"),
    ]
    assert store.documents_mentioning("region", {"daqing", "heilongjiang"}) == {"one": 2, "two": 2}
    assert [a.document.id for a, _ in store.citations_of("guofa-28")] == ["one", "two"]
    assert store.citations_of("a") == []
    assert [c.candidates for _, c in store.citations_of("a", candidates=True)] == [("a", "b")] * 2
    assert store.counts().as_dict() == {
        "articles": 2, "policies": 0, "passages": 4, "mentions": 4, "citations": 4, "measures": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (MeasureFilter(), ["new", "old"]),
        (MeasureFilter(regions={"daqing"}, standings={"planned"}), ["new", "old"]),
        (MeasureFilter(regions={"jilin"}), []),
        (MeasureFilter(actors={"state-council", "other"}, policies={"guofa-28"}), ["new", "old"]),
        (MeasureFilter(industries={"steel"}), []),
        (MeasureFilter(instruments={"investment-projects"}, publishers={"DRC"}), ["new"]),
        (MeasureFilter(date_from="2016-05"), ["new"]),
        (MeasureFilter(date_to="2015"), ["old"]),
        (MeasureFilter(date_from="2015", date_to="2016"), ["new", "old"]),
        (MeasureFilter(date_to="2016-04"), ["old"]),
        (MeasureFilter(kinds={"policy"}), []),
        (MeasureFilter(documents={"old"}, languages={"en"}), ["old"]),
    ],
)
def test_measures_are_filtered_newest_first(write, filters, ids):
    store = write(article("old", date="2015"), article("new", date="2016-05-01", publisher="DRC"))
    assert [a.document.id for a, _ in store.measures(filters)] == ids
    assert store.count_measures(filters) == len(ids)
    assert store.measures(filters, limit=1, offset=1) == store.measures(filters)[1:2]


def test_measures_are_counted_by_entity_and_instrument(write):
    store = write(article("one"), article("two"))
    assert store.measure_matrix("region") == {("daqing", "investment-projects"): 2}
    within = {"daqing": ("daqing", "heilongjiang"), "heilongjiang": ("heilongjiang",)}
    rolled_up = store.measure_matrix("region", within=within)
    assert rolled_up["heilongjiang", "investment-projects"] == 2
    assert store.measure_matrix("region", within={}) == {}


def test_works_in_two_languages_are_found_from_either_side(write):
    store = write(
        article("en", url="https://example.org/same"),
        article("zh", url="https://example.org/same", language="zh"),
        article("tr", translation_of="en"),
        article("other", url="https://example.org/other"),
    )
    assert store.versions_of("en") == ("tr", "zh")
    assert store.versions_of("tr") == ("en",)
    assert store.versions_of("other") == ()


def test_the_next_release_starts_from_the_last_which_stays_as_it_is(write, tmp_path):
    write(article("kept"), article("gone", text="a secret that nobody shall find" + TEXT), name="a.sqlite")
    before = (tmp_path / "a.sqlite").read_bytes()
    store = write(article("new"), name="b.sqlite", previous=tmp_path / "a.sqlite", removed=["gone"])
    assert store.ids() == ("kept", "new")
    assert store.counts().mentions == 4
    assert (tmp_path / "a.sqlite").read_bytes() == before
    assert b"a secret that nobody" in before
    assert b"a secret that nobody" not in (tmp_path / "b.sqlite").read_bytes()


def test_putting_an_article_again_replaces_it_everywhere(write, tmp_path):
    write(article("one"), name="a.sqlite")
    bare = Article(article("one").document, (), Annotation("en"))
    store = write(bare, name="b.sqlite", previous=tmp_path / "a.sqlite")
    assert store.get("one") == bare
    assert store.mentions_of("region", "daqing") == []
    assert store.measures() == []


def test_many_threads_may_read(write):
    store = write(*(article(f"a{n}") for n in range(50)))
    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda n: store.get(f"a{n % 50}").document.id, range(400)))
    assert ids == [f"a{n % 50}" for n in range(400)]
