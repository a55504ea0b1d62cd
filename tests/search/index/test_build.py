from search.index.layout import read_info
from search.index.rows import Rows
from search.index.vectors import VectorIndex


def vectors(directory):
    return {
        info.model: VectorIndex(directory / info.file, info.kind) for info in read_info(directory).vectors
    }


def test_vectors_of_unchanged_texts_are_taken_from_the_index_before(
    build, article, small_articles, tmp_path, models
):
    before = build(tmp_path / "a", small_articles, models)
    added = [*small_articles, article("new", "Ports", "Dalian is a port.")]
    after = build(tmp_path / "b", added, models, previous=tmp_path / "a")
    assert (before.reused, after.encoded, after.reused) == (0, 1, before.encoded)


def test_reused_vectors_equal_encoded_ones(build, article, small_articles, tmp_path, models):
    changed = [article("new", "Ports", "Dalian is a port."), *small_articles[1:]]
    build(tmp_path / "a", small_articles, models)
    build(tmp_path / "b", changed, models, previous=tmp_path / "a")
    build(tmp_path / "c", changed, models)
    reused, fresh = vectors(tmp_path / "b"), vectors(tmp_path / "c")
    for model, index in reused.items():
        rows = list(range(index.count))
        assert abs((index.get(rows) * fresh[model].get(rows)).sum(1) - 1).max() < 1e-5


def test_an_index_of_another_model_lends_no_vectors(build, small_articles, tmp_path, models):
    build(tmp_path / "a", small_articles, models, names=("multilingual-use",))
    stats = build(
        tmp_path / "b", small_articles, models, names=("all-MiniLM-L6-v2",), previous=tmp_path / "a"
    )
    assert stats.reused == 0


def test_rows_lead_from_a_document_to_its_passages(build, small_articles, tmp_path, models):
    build(tmp_path / "a", small_articles, models)
    rows = Rows(tmp_path / "a" / "rows.sqlite")
    row = rows.row_of("daqing-oil")
    document, (first, second) = rows.whole(row)
    assert document == rows.documents([row])[row]
    assert [first.id, second.id] == ["daqing-oil-p1", "daqing-oil-p2"]


def test_a_document_without_passages_is_found_by_its_title(searcher):
    from search.query import SearchQuery

    (hit, *_) = searcher.search(SearchQuery("a title and nothing more")).hits
    assert (hit.id, hit.passages) == ("empty", ())
