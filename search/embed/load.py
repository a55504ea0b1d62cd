"""From the name in the settings to an embedder."""

from pathlib import Path

from search.embed.bert import BertEmbedder, is_bert_folder, packaged_minilm
from search.embed.embedder import Embedder
from search.embed.multilingual import MultilingualEmbedder
from search.embed.sentence_transformer import SentenceTransformerEmbedder

DEFAULT_MODELS = ("all-MiniLM-L6-v2", "multilingual-use")


def load_embedder(name: str, cache: Path, digest: str = "") -> Embedder:
    """The embedder called `name`: one of DEFAULT_MODELS, a model folder, or a name for sentence-transformers.

    `cache` is the folder for files derived from the weights. Weights are read at first use, and an unknown
    name raises InvalidInputError then. `digest` is the hash that the embedder had when an index was made.
    """
    if name in ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"):
        return packaged_minilm(cache, digest)
    if name == MultilingualEmbedder.name:
        return MultilingualEmbedder(cache)
    folder = Path(name)
    if is_bert_folder(folder):
        folder = folder.absolute()
        return BertEmbedder(folder.name, str(folder), folder, cache, digest)
    return SentenceTransformerEmbedder(name)
