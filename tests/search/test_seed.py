import os
from pathlib import Path

import pytest

from ingest.publish import ingest
from search.query import SearchQuery
from search.release import open_release

SEED = os.environ.get("DRCGRAPH_SEED")
CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.slow
@pytest.mark.skipif(SEED is None, reason="DRCGRAPH_SEED names no article")
@pytest.mark.parametrize("beside", [(), (CORPUS,)], ids=["alone", "beside the corpus"])
def test_the_seed_article_is_found_first(tmp_path, beside):
    seed = Path(str(SEED))
    ingest(tmp_path, [*beside, seed])
    found = open_release(tmp_path).searcher.search(SearchQuery("petrochemical base in Daqing", top=3))
    assert found.hits[0].id == seed.stem
