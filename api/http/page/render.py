"""Templates turned into answers, each with what every page needs: words, navigation, the language switch."""

from functools import cache
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.http.negotiation import LANGUAGE_COOKIE, LANGUAGES, interface_language
from api.http.page.interface import Interface

NAVIGATION = (
    ("", "title.search"),
    ("measures", "title.measures"),
    ("cite", "title.cite"),
    ("query", "title.sparql"),
    ("about", "nav.about"),
)
YEAR = 365 * 24 * 3600


@cache
def environment() -> Environment:
    """The templates; everything printed is escaped, and a missing value is an error."""
    made = Environment(
        loader=PackageLoader("api.http"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["atom_time"] = atom_time
    return made


def atom_time(date: str | None, otherwise: str) -> str:
    """A date as exact as known, as the full time that RFC 4287 wants: its first moment."""
    return f"{date}-01-01"[:10] + "T00:00:00Z" if date else otherwise


def interface(request: Request) -> Interface:
    """The words for this reader, and where the application is mounted."""
    return Interface(interface_language(request), request.scope.get("root_path", "").rstrip("/"))


def render(request: Request, template: str, status: int = HTTPStatus.OK, **values: object) -> HTMLResponse:
    """The page; a language chosen by `?ui=` is remembered in a cookie."""
    ui = interface(request)
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    served = getattr(request.state, "served", None)
    html = (
        environment()
        .get_template(template)
        .render(
            ui=ui,
            here=path.strip("/").split("/")[0],
            navigation=NAVIGATION,
            switch=_switch(request, ui),
            release_id=served.release.id if served else None,
            **values,
        )
    )
    response = HTMLResponse(html, status)
    response.headers["content-language"] = ui.tag()
    response.headers["vary"] = "Accept, Accept-Language, Cookie"
    if request.query_params.get("ui") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, ui.language, max_age=YEAR, samesite="lax", path=ui.root or "/")
    return response


def _switch(request: Request, ui: Interface) -> str:
    """This address in the other language."""
    other = "en" if ui.language == "zh" else "zh"
    url = request.url.include_query_params(ui=other)
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return f"{ui.root}{_quoted(path)}?{url.query}"


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)
