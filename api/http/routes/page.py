"""The pages: addresses for people, rendered on the server."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.http.bibliography import bibliography_response, hit_work
from api.http.dependencies import Linking, Listing, Serving
from api.http.filters import DATES, Address, FilterPairs, filters_of
from api.http.page.about import about_page
from api.http.page.document import article_page, policy_page
from api.http.page.entity import entity_page
from api.http.page.matrix import RowsBy
from api.http.page.measures import measures_page
from api.http.page.render import environment, interface, render
from api.http.page.search import search_page
from api.http.page.structured import article_data, entity_data, policy_data
from api.http.page.uptake import PairKind, uptake_page
from api.http.parameters import Cursor
from api.http.routes.search import Ignore, Interpret, Sort, Text
from api.http.table import csv_response
from ontology.entity import ENTITY_TYPES, EntityType
from search.request import SearchQuery

router = APIRouter(include_in_schema=False)

EXAMPLES = {
    "en": (
        "What has been tried to keep young people in Heilongjiang?",
        "reform of state-owned enterprises in Liaoning",
        "petrochemical base in Daqing",
        "resource-exhausted cities after the coal",
    ),
    "zh": ("东北如何留住人才", "辽宁国有企业改革", "大庆的石化产业基地", "资源枯竭型城市转型"),
}
PAGE_SIZE, LISTED, FEED_SIZE = 10, 500, 30
LIST_HEADER = ("id", "kind", "title", "title_zh", "publisher", "date", "url", "score")


@router.get("/", response_class=HTMLResponse)
async def start(request: Request) -> HTMLResponse:
    """The start page: one box, some examples, the doors to the rest."""
    return render(request, "start.html", examples=EXAMPLES[interface(request).language])


@router.get("/search", response_class=HTMLResponse)
def search(
    request: Request,
    release: Listing,
    linker: Linking,
    pairs: FilterPairs,
    q: Text = "",
    cursor: Cursor = None,
    sort: Sort = "relevance",
    interpret: Interpret = True,
    ignore: Ignore = [],  # noqa: B006  FastAPI copies it
) -> HTMLResponse:
    """The result list, with facets as filters."""
    query = SearchQuery(q, filters_of(pairs), PAGE_SIZE, cursor, sort, interpret, tuple(ignore))
    kept = [(name, value) for name, value in request.query_params.multi_items() if value and name != "ui"]
    page = search_page(query, release, Address(linker.ui.path("search"), kept), linker)
    return render(request, "search.html", page=page)


@router.get("/search.{format}")
def search_list(
    served: Serving,
    pairs: FilterPairs,
    format: str,  # noqa: A002  the name in the address
    q: Text = "",
    sort: Sort = "relevance",
    interpret: Interpret = True,
    ignore: Ignore = [],  # noqa: B006  FastAPI copies it
) -> Response:
    """The result list as a table or for a reference manager: the first LISTED documents."""
    query = SearchQuery(q, filters_of(pairs), LISTED, None, sort, interpret, tuple(ignore))
    hits = served.release.searcher.search(query).to_json()["hits"]
    if format == "csv":
        return csv_response(LIST_HEADER, ([hit[name] for name in LIST_HEADER] for hit in hits), "results.csv")
    return bibliography_response(map(hit_work, hits), format, "results")


@router.get("/feed.atom")
def feed(
    request: Request,
    served: Serving,
    pairs: FilterPairs,
    q: Text = "",
    interpret: Interpret = True,
    ignore: Ignore = [],  # noqa: B006  FastAPI copies it
) -> Response:
    """The newest documents that answer a question, to be told of new ones (RFC 4287)."""
    query = SearchQuery(q, filters_of(pairs), FEED_SIZE, None, "date", interpret, tuple(ignore))
    shape = served.release.searcher.search(query).to_json()
    base = str(request.base_url).rstrip("/")
    content = (
        environment()
        .get_template("feed.xml")
        .render(
            shape=shape,
            base=base,
            self_address=str(request.url),
            updated=served.release.manifest.created,
        )
    )
    return Response(content, media_type="application/atom+xml")


@router.get("/article/{id:path}", response_class=HTMLResponse)
def article(request: Request, served: Serving, linker: Linking, id: str) -> HTMLResponse:  # noqa: A002
    """An article with its annotated text."""
    found = served.release.documents.get(id)
    page = article_page(found, served.release, linker)
    structured = article_data(found, served.release.knowledge, _own_address(request))
    return render(request, "article.html", page=page, structured=structured)


@router.get("/policy/{id:path}", response_class=HTMLResponse)
def policy(request: Request, served: Serving, linker: Linking, id: str) -> HTMLResponse:  # noqa: A002
    """A policy of the register."""
    known = served.release.knowledge.policy(id)
    page = policy_page(known, served.release, linker)
    structured = policy_data(known, served.release.knowledge, _own_address(request))
    return render(request, "policy.html", page=page, structured=structured)


@router.get("/measures", response_class=HTMLResponse)
def measures(
    request: Request,
    release: Listing,
    linker: Linking,
    pairs: FilterPairs,
    rows: RowsBy = "province",
    cursor: Cursor = None,
) -> HTMLResponse:
    """Places, industries or actors by policy instrument, and the measures behind the numbers."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if value and name != "ui"]
    address = Address(linker.ui.path("measures"), kept)
    page = measures_page(release, filters_of(pairs), address, linker, rows, cursor)
    return render(request, "measures.html", page=page)


@router.get("/uptake", response_class=HTMLResponse)
def uptake(
    request: Request,
    release: Listing,
    linker: Linking,
    pairs: FilterPairs,
    kind: Annotated[list[PairKind], Query()] = [],  # noqa: B006  FastAPI copies it
    cursor: Cursor = None,
) -> HTMLResponse:
    """What was proposed and later ordered, what was handed down: sentences beside each other."""
    filters_of([pair for pair in pairs if pair[0] in DATES])
    kept = [(name, value) for name, value in request.query_params.multi_items() if value and name != "ui"]
    page = uptake_page(release, kind, Address(linker.ui.path("uptake"), kept), linker, cursor)
    return render(request, "uptake.html", page=page)


@router.get("/about", response_class=HTMLResponse)
def about(request: Request, served: Serving, linker: Linking) -> HTMLResponse:
    """The release and how it was made."""
    return render(request, "about.html", page=about_page(served.release, linker))


def _own_address(request: Request) -> str:
    """Of this page, in whatever language it is shown."""
    return str(request.url.replace(query=""))


def _entities(type_: EntityType) -> Callable[..., HTMLResponse]:
    def entity(request: Request, served: Serving, linker: Linking, id: str) -> HTMLResponse:  # noqa: A002
        """An entity of the authority lists."""
        known = served.release.knowledge.entity(type_, id)
        page = entity_page(known, served.release, linker)
        structured = entity_data(known, _own_address(request))
        return render(request, "entity.html", page=page, structured=structured)

    return entity


for _type in ENTITY_TYPES:
    router.add_api_route(f"/{_type}/{{id:path}}", _entities(_type), response_class=HTMLResponse)
