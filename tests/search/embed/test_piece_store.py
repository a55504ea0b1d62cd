import pytest
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from search.embed.piece_store import PieceStore, write_pieces

PIECES = [("<unk>", 0.0), ("<s>", 0.0), ("▁", -3.0), ("▁oil", -5.0), ("▁o", -6.0), ("il", -4.0), ("s", -4.5)]
RARE = [("东北", -7.0), ("东", -8.0), ("北", -8.0), ("▁oils", -12.0), ("field", -6.5), ("zzz", -19.0)]


@pytest.fixture(scope="module")
def whole():
    tokenizer = Tokenizer(models.Unigram(PIECES + RARE, unk_id=0))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always", split=False)
    return tokenizer


@pytest.fixture(scope="module")
def store(whole, tmp_path_factory):
    path = tmp_path_factory.mktemp("pieces") / "pieces.sqlite"
    write_pieces(whole, path)
    return PieceStore(path)


@pytest.mark.parametrize(
    "text",
    ["oil", "oils  oilfield", "东北 oil", "北东", "ünknown öil ☃☃", "<s> zzz", "", " ", '"quoted"', "s" * 50],
)
def test_a_text_is_cut_as_by_the_whole_vocabulary(whole, store, text):
    assert store.ids(text) == whole.encode(text, add_special_tokens=False).ids
