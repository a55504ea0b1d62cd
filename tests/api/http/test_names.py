import re

from fastapi.testclient import TestClient

from api.http.page.interface import Interface
from api.http.page.names import DocumentMarks
from api.http.page.reference import Linker
from ontology.article import Annotation, Citation, Mention
from ontology.entity import Region
from ontology.knowledge import load_knowledge

HTML = {"accept": "text/html", "accept-language": "en"}


def test_marks_of_one_entity_lead_to_one_entry() -> None:
    first = Mention(0, 6, "Daqing", "region", "daqing", "Daqing", 0.9)
    again = Mention(20, 24, "大庆", "region", "daqing", "Daqing", 0.4)
    cited = Citation(30, 40, "the plan", "unregistered", None, (), None, None, "title", 0.7)
    marks = DocumentMarks(Annotation("en", mentions=(first, again), citations=(cited,)), linker())
    (name,) = marks.views()
    assert marks(first).href == marks(again).href == f"#{name.anchor}"
    assert marks(cited).href != marks(first).href
    assert (name.count, name.score, name.forms) == (2, 0.9, ["Daqing", "大庆"])
    assert marks(first).anchor == name.first == "n0"


def test_bodies_are_named_in_the_readers_language() -> None:
    assert linker("zh").publisher("State Council; Nobody Known") == "国务院；Nobody Known"
    assert linker().publisher(None) is None


def test_confidence_is_told_in_words() -> None:
    assert Interface("en").certainty(0.93) == "high confidence"
    assert Interface("zh").certainty(0.2) == "置信度低"
    assert Interface("zh").ended("repealed at the article's date") == "成文时该政策已废止"


def test_every_mark_of_an_article_leads_to_an_entry_on_the_page(client: TestClient) -> None:
    page = client.get("/article/2006-heilongjiang-maps-resurgence", headers=HTML).text
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert any(target.startswith("about-") for target in targets)
    assert targets <= ids
    assert "recognised by drcgraph" in page


def test_an_article_says_how_to_cite_it(client: TestClient) -> None:
    page = client.get("/article/2006-heilongjiang-maps-resurgence", headers=HTML).text
    assert "Heilongjiang Maps Out Resurgence[EB/OL]" in page
    assert "@" in page.partition("BibTeX")[2]


def linker(language: str = "en") -> Linker:
    return Linker(Interface(language), load_knowledge())


def test_what_has_a_name_in_one_language_alone_is_called_by_it() -> None:
    nowhere = Region("nowhere", "", "乌有乡")
    assert Interface("en").label(nowhere) == "乌有乡"
    assert Interface("en").label(Region("nowhere", "", "")) == "nowhere"
