"""A question as each embedder of an index sees it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path

from search.embed import Embedder, Vectors, load_embedder
from search.embed.bert import cores
from search.index.layout import VectorInfo, read_info

MULTILINGUAL = "multilingual-use"
_REMEMBERED = 1000


class QuestionVectors:
    """Encodes questions, from any thread; vectors are remembered, as a question comes again with every page.

    Roles are "multilingual" for the embedder that crosses languages and "meaning" for another one.
    """

    def __init__(self, directory: Path, models: Path) -> None:
        self._directory = directory
        self._models = models
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._encode)

    def begin(self) -> None:
        """Have the models loaded while the caller goes on. Raises OutdatedIndexError."""
        if not self._loading:
            self._loading += [self._pool.submit(each.encode_query, "a") for each in self.embedders.values()]

    def of(self, english: str, text: str) -> Mapping[str, Vectors]:
        """Vectors by role of a question, which is `english` for an embedder that reads English alone."""
        return self._remembered(english, text)

    def words(self, words: Sequence[str]) -> Vectors:
        """Vectors of single words by the embedder that crosses languages, `(len(words), dimension)`."""
        for loading in self._loading:
            loading.result()
        return self.embedders["multilingual"].encode(words)

    @cached_property
    def infos(self) -> Mapping[str, VectorInfo]:
        """What the index says of each embedder, by role."""
        return {
            "multilingual" if info.model == MULTILINGUAL else "meaning": info
            for info in read_info(self._directory).vectors
        }

    @cached_property
    def embedders(self) -> Mapping[str, Embedder]:
        """Embedders by role."""
        return {
            role: load_embedder(info.source or info.model, self._models) for role, info in self.infos.items()
        }

    def _encode(self, english: str, text: str) -> dict[str, Vectors]:
        for loading in self._loading:
            loading.result()
        texts = {"meaning": english, "multilingual": text}
        wanted = {role: texts[role] for role in self.embedders if texts[role]}
        vectors = self._pool.map(lambda role: self.embedders[role].encode_query(wanted[role]), wanted)
        return dict(zip(wanted, vectors, strict=True))

    @cached_property
    def _loading(self) -> list[Future[Vectors]]:
        return []

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Embedders work side by side, as they compute outside the interpreter's lock."""
        return ThreadPoolExecutor(cores(), thread_name_prefix="encode")
