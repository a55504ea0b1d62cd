from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.page.changes import changes
from api.http.page.cite import cite_page, with_choices
from api.http.page.document import citation_views
from api.http.page.interface import Interface
from api.http.page.reference import Linker
from api.http.page.render import environment
from ontology.article import Annotation, Citation
from ontology.errors import InvalidInputError
from ontology.knowledge import load_knowledge
from search.release import open_release

HTML = {"accept": "text/html", "accept-language": "en"}
FIRST, SECOND = "13th-five-year-plan", "14th-five-year-plan"


def open_citation(start: int) -> Citation:
    return Citation(
        start, start + 8, "the plan", "ambiguous", None, (FIRST, SECOND), None, None, "description", 0.5
    )


def test_a_choice_settles_every_citation_in_the_same_words() -> None:
    other = Citation(50, 60, "that law", "unregistered", None, (), None, None, "title", 0.5)
    settled = with_choices([open_citation(3), open_citation(30), other], ["", f"3:{SECOND}"])
    assert [(c.status, c.policy) for c in settled] == [("resolved", SECOND)] * 2 + [("unregistered", None)]


def test_only_a_candidate_can_be_chosen() -> None:
    with pytest.raises(InvalidInputError, match="no candidate"):
        with_choices([open_citation(3)], ["3:made-in-china-2025"])


def test_an_open_citation_offers_its_candidates_by_title() -> None:
    (view,) = citation_views((open_citation(3),), Linker(Interface("zh"), load_knowledge()))
    assert [value for value, _, _ in view.choices] == [f"3:{FIRST}", f"3:{SECOND}"]
    assert all(lang == "zh-Hans" for _, _, lang in view.choices)


def test_the_candidates_stand_in_the_form_of_the_bibliography() -> None:
    linker = Linker(Interface("en"), load_knowledge())
    page = cite_page("As the plan says.", Annotation("en", citations=(open_citation(3),)), linker, 100, {})
    words = {"ui": linker.ui, "page": page, "here": "cite", "navigation": (), "switch": "", "release_id": ""}
    html = environment().get_template("cite.html").render(words)
    form = html.partition('action="/cite/bibliography"')[2].partition("</form>")[0]
    assert f'<option value="3:{SECOND}"' in form
    assert '<label class="small muted" for="choice-1">' in form


def test_a_false_choice_is_refused_as_a_page(client: TestClient) -> None:
    form = {"text": "Nothing is cited here.", "format": "bibtex", "choice": "1:none"}
    answer = client.post("/cite/bibliography", data=form, headers=HTML)
    assert answer.status_code == 400


def test_the_first_release_says_that_it_is_the_first(client: TestClient, data: Path) -> None:
    assert "This is the first release." in client.get("/about", headers=HTML).text
    release = open_release(data)
    assert changes(release, Linker(Interface("en"), release.knowledge)).kinds == []


def test_a_name_that_the_register_lacks_may_be_any_of_its_policies() -> None:
    other = Citation(50, 60, "that law", "unregistered", None, (), None, None, "title", 0.5)
    (settled,) = with_choices([other], [f"50:{SECOND}"], registered={SECOND})
    assert settled.policy == SECOND
    with pytest.raises(InvalidInputError, match="no candidate"):
        with_choices([other], ["50:nothing"], registered={SECOND})


def test_what_is_open_is_listed_first_with_policies_to_choose_from(client: TestClient) -> None:
    text = "Made in China 2025 asks for it. So does the Northeast Support Plan for Made in Harbin 2031."
    page = client.post("/cite", data={"text": text}, headers=HTML).text
    listed = page.partition('id="citations"')[2]
    assert "<option value=" in listed
    assert listed.index('class="badge unregistered"') < listed.index('class="badge resolved"')


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_that_cannot_be_read_is_refused_in_words(client: TestClient, language: str) -> None:
    for name, content in (("a.pdf", b"no PDF"), ("a.docx", b"PK\x03\x04 broken"), ("a.exe", b"MZ")):
        accepted = HTML | {"accept-language": language}
        answer = client.post("/cite", files={"file": (name, content)}, headers=accepted)
        assert answer.status_code in (400, 415, 422)
        assert "<!doctype html>" in answer.text
