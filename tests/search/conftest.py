"""A small index over made-up documents, and a stand-in for a release around it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from ontology.article import Annotation, Article, Citation, Document, Measure, Mention, Passage
from ontology.knowledge import Knowledge, load_knowledge
from search.embed import DEFAULT_MODELS, load_embedder
from search.index import Encoding, build_index
from search.query import Searcher


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@dataclass(frozen=True)
class SmallRelease:
    """What Searcher wants of a release."""

    id: str
    paths: SimpleNamespace
    models: Path
    knowledge: Knowledge

    @property
    def searcher(self) -> Searcher:
        return Searcher(self)


def make_article(
    id_: str, title: str, *paragraphs: str, language: str = "en", mentions=(), cites=(), measures=(), **known
) -> Article:
    text = "\n\n".join(paragraphs)
    passages, at = [], 0
    for number, paragraph in enumerate(paragraphs, start=1):
        passages.append(Passage(f"{id_}-p{number}", at, at + len(paragraph), paragraph))
        at += len(paragraph) + 2
    return Article(
        Document(id_, title, text, language=language, **known),
        tuple(passages),
        Annotation(
            language,
            mentions=tuple(Mention(0, 1, text[:1], type_, entity, entity, 1.0) for type_, entity in mentions),
            citations=tuple(
                Citation(0, 1, text[:1], "resolved", policy, (policy,), None, None, "title", 1.0)
                for policy in cites
            ),
            measures=tuple(
                Measure(0, 1, text[:1], instrument, 1.0, standing) for instrument, standing in measures
            ),
        ),
    )


def make_small_articles() -> list[Article]:
    return [
        make_article(
            "daqing-oil",
            "Daqing looks beyond oil",
            "Daqing was built around its oil field and wants a petrochemical base of its own.",
            "Young people leave the city for the south, and schools close.",
            mentions=[("region", "daqing"), ("industry", "petrochemical")],
            cites=["made-in-china-2025"],
            measures=[("industrial-upgrading", "proposed")],
            publisher="DRC",
            date="2016-05-04",
        ),
        make_article(
            "liaoning-steel",
            "Steel mills of Liaoning cut capacity",
            "Anshan and Benxi close old blast furnaces and move workers to new jobs.",
            mentions=[("region", "liaoning"), ("industry", "steel")],
            measures=[("soe-reform", "done")],
            publisher="China Daily",
            date="2017",
        ),
        make_article(
            "bingxue",
            "黑龙江发展冰雪旅游",
            "哈尔滨以冰雪大世界吸引游客，冰雪产业成为新的增长点。",
            language="zh",
            mentions=[("region", "heilongjiang"), ("region", "harbin")],
            date="2022-01-10",
        ),
        make_article("empty", "A title and nothing else"),
    ]


def make_index(directory: Path, articles: list[Article], models: Path, names=DEFAULT_MODELS, previous=None):
    embedders = [load_embedder(name, models) for name in names]
    with Encoding(embedders, previous) as encoding:
        return build_index(directory, articles, knowledge(), encoding)


@pytest.fixture(scope="session")
def article():
    return make_article


@pytest.fixture(scope="session")
def build():
    return make_index


@pytest.fixture(scope="session")
def small_articles() -> list[Article]:
    return make_small_articles()


@pytest.fixture(scope="session")
def models(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def make_release(tmp_path_factory, models) -> Callable[[list[Article]], SmallRelease]:
    def make(articles: list[Article]) -> SmallRelease:
        directory = tmp_path_factory.mktemp("release") / "index"
        make_index(directory, articles, models)
        return SmallRelease("20260101T000000Z", SimpleNamespace(index=directory), models, knowledge())

    return make


@pytest.fixture(scope="session")
def small(make_release, small_articles) -> SmallRelease:
    return make_release(small_articles)


@pytest.fixture(scope="session")
def searcher(small) -> Searcher:
    return small.searcher
