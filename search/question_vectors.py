"""A question as each embedder of an index sees it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path

from ontology.processors import cores
from search.embed import Embedder, Vectors, load_embedder
from search.index.analysis import chinese_terms
from search.index.layout import VectorInfo, read_info

MULTILINGUAL = "multilingual-use"
_REMEMBERED = 1000
_AHEAD = 100
"""So many vectors may wait to be asked for: a question may be read and not searched for."""


class QuestionVectors:
    """Encodes questions, from any thread; vectors are remembered, as a question comes again with every page.

    Roles are "multilingual" for the embedder that crosses languages and "meaning" for another one.
    """

    def __init__(self, directory: Path, models: Path) -> None:
        self._directory = directory
        self._models = models
        self._ahead: dict[tuple[str, str], Future[Vectors]] = {}
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._begin)

    def begin(self) -> None:
        """Have the models loaded while the caller goes on. Raises OutdatedIndexError."""
        if not self._loading:
            self._loading += [self._pool.submit(each.encode_query, "a") for each in self.embedders.values()]

    def prepare(self) -> None:
        """Have ready what is worth it for many questions."""
        for embedder in self.embedders.values():
            embedder.prepare()

    def ahead(self, english: str, text: str) -> None:
        """Have a question encoded while the caller goes on; `of` will ask for its vectors."""
        if all(loading.done() for loading in self._loading):
            self._remembered(english, text)

    def of(self, english: str, text: str) -> Mapping[str, Vectors]:
        """Vectors by role of a question, which is `english` for an embedder that reads English alone."""
        for loading in self._loading:
            loading.result()
        return self._remembered(english, text).vectors

    def words(self, words: Sequence[str], question: str) -> Vectors:
        """Vectors of words of a question by the embedder that crosses languages, `(len(words), dimension)`.

        The question's own vector is made in the same go, at hardly any cost, and a question without Chinese
        is encoded by the other embedder meanwhile: `of` will ask for both.
        """
        if len(self._ahead) > _AHEAD:
            self._ahead.clear()
        if "meaning" in self.embedders and not chinese_terms(question):
            self._ahead["meaning", question] = self._submit("meaning", question)
        for loading in self._loading:
            loading.result()
        vectors = self.embedders["multilingual"].encode([*words, question])
        own: Future[Vectors] = Future()
        own.set_result(vectors[-1])
        self._ahead["multilingual", question] = own
        return vectors[:-1]

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

    def _begin(self, english: str, text: str) -> "_Encoded":
        texts = {"meaning": english, "multilingual": text}
        return _Encoded({role: self._begun(role, texts[role]) for role in self.embedders if texts[role]})

    def _begun(self, role: str, text: str) -> Future[Vectors]:
        """What was encoded ahead, or begins to be now."""
        waiting = self._ahead.pop((role, text), None)
        return self._submit(role, text) if waiting is None else waiting

    def _submit(self, role: str, text: str) -> Future[Vectors]:
        return self._pool.submit(self.embedders[role].encode_query, text)

    @cached_property
    def _loading(self) -> list[Future[Vectors]]:
        return []

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Embedders work side by side, as they compute outside the interpreter's lock."""
        return ThreadPoolExecutor(cores(), thread_name_prefix="encode")


class _Encoded:
    """A question that is being encoded."""

    def __init__(self, begun: Mapping[str, Future[Vectors]]) -> None:
        self._begun = begun

    @cached_property
    def vectors(self) -> Mapping[str, Vectors]:
        """By role, as soon as all are there."""
        return {role: vector.result() for role, vector in self._begun.items()}
