"""The release that ships, made once a session by those tests that ask for it."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The release of corpus and register, without vectors. Nobody writes to it.

    Folders of tests that publish few policies may do so until the session ends: here all of them are wanted.
    """
    from ingest.publish import ingest, publisher
    from ontology.knowledge import load_knowledge
    from search.release import open_release

    data = tmp_path_factory.mktemp("shipped")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publisher, "load_knowledge", load_knowledge)
        ingest(data, [CORPUS], models=())
    return open_release(data)
