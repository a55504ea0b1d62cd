"""A question as each embedder of an index sees it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path

from ontology.processors import cores
from search.embed import Embedder, Vectors, load_embedder
from search.index.layout import VectorInfo, read_info

MULTILINGUAL = "multilingual-use"
_REMEMBERED = 2000


class QuestionVectors:
    """Encodes questions, from any thread; vectors are remembered, as a question comes again with every page.

    Roles are "multilingual" for the embedder that crosses languages and "meaning" for another one.
    """

    def __init__(self, directory: Path, models: Path) -> None:
        self._directory = directory
        self._models = models
        self._loading: dict[str, Future[Vectors]] = {}
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._encode)

    def begin(self) -> None:
        """Have the models loaded while the caller goes on. Raises OutdatedIndexError."""
        if not self._loading:
            for role, embedder in self.embedders.items():
                self._loading[role] = self._pool.submit(embedder.encode_query, "a")

    def prepare(self) -> None:
        """Have ready what is worth it for many questions."""
        for embedder in self.embedders.values():
            embedder.prepare()

    def of(self, english: str, text: str) -> Mapping[str, Vectors]:
        """Vectors by role of a question, which is `english` for an embedder that reads English alone."""
        return self._remembered(english, text)

    def words(self, words: Sequence[str]) -> Vectors:
        """Vectors of words by the embedder that crosses languages, `(len(words), dimension)`."""
        return self._loaded("multilingual").encode(words)

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
            role: load_embedder(info.source or info.model, self._models, info.hash)
            for role, info in self.infos.items()
        }

    def _encode(self, english: str, text: str) -> Mapping[str, Vectors]:
        texts = {"meaning": english, "multilingual": text}
        roles = [role for role in self.embedders if texts[role]]
        begun = {role: self._pool.submit(self._vector, role, texts[role]) for role in roles[1:]}
        # This thread, which would only wait, takes the first.
        own = {role: self._vector(role, texts[role]) for role in roles[:1]}
        return {**own, **{role: other.result() for role, other in begun.items()}}

    def _vector(self, role: str, text: str) -> Vectors:
        return self._loaded(role).encode_query(text)

    def _loaded(self, role: str) -> Embedder:
        """The embedder, not before it is loaded where that has begun."""
        if role in self._loading:
            self._loading[role].result()
        return self.embedders[role]

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Embedders work side by side, as they compute outside the interpreter's lock."""
        return ThreadPoolExecutor(cores(), thread_name_prefix="encode")
