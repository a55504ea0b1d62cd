"""The release that ships, made once a session by those tests that ask for it."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The release of corpus and register, without vectors. Nobody writes to it."""
    from ingest.publish import ingest
    from search.release import open_release

    data = tmp_path_factory.mktemp("shipped")
    ingest(data, [CORPUS], models=())
    return open_release(data)
