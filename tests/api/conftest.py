"""A small real release, made once: a handful of the corpus with the packaged register."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import Settings, load_settings
from ingest.publish import ingest

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = (
    "2003-vows-revitalize-northeastern-base",
    "2006-heilongjiang-maps-resurgence",
)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one release. Tests that publish take a copy."""
    root = tmp_path_factory.mktemp("release")
    documents = root / "documents"
    documents.mkdir()
    for name in ARTICLES:
        shutil.copy(CORPUS / f"{name}.md", documents)
    ingest(root / "data", [str(documents)])
    return root / "data"


@pytest.fixture(scope="session")
def settings(data: Path) -> Settings:
    return load_settings(data=data)


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.fixture
def data_copy(data: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(data, copy, symlinks=True)
    return copy
