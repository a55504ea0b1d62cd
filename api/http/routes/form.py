"""Pages that take something from the reader: a text to link, a query to answer."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.http.bibliography import bibliography_response
from api.http.dependencies import Annotating, Linking, Serving, client_of
from api.http.middleware import CONTENT_POLICY
from api.http.page.cite import cite_page, empty_page, near_policies, with_choices
from api.http.page.query import STARTER, answer, examples
from api.http.page.render import interface, render
from api.http.prefixes import PREFIXES
from api.http.problem import problem_of
from ingest.bibliography import cited_works
from ontology.errors import DrcgraphError

router = APIRouter(include_in_schema=False)

# The table of Yasgui writes one style sheet into the page, always the same; nothing else may.
GRIP_STYLE = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
EDITOR_POLICY = CONTENT_POLICY.replace("style-src 'self'", f"style-src 'self' {GRIP_STYLE}")


@router.get("/cite", response_class=HTMLResponse)
async def cite_form(request: Request, served: Serving) -> HTMLResponse:  # noqa: ARG001  the footer names it
    """The form that takes a text."""
    return render(request, "cite.html", page=empty_page(request.app.state.settings.text_limit))


@router.post("/cite", response_class=HTMLResponse)
async def cite(
    request: Request,
    served: Serving,
    linker: Linking,
    worker: Annotating,
    text: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse:
    """The text, pasted or uploaded, with its citations linked."""
    if file is not None and file.filename:
        text = await worker.read(file.filename, await file.read())
    limit = request.app.state.settings.text_limit
    given = text.replace("\r\n", "\n")
    if not given.strip():
        return render(request, "cite.html", page=empty_page(limit))
    annotation = await worker.annotate(given)
    near = await run_in_threadpool(near_policies, annotation.citations, served.release.searcher)
    return render(request, "cite.html", page=cite_page(given, annotation, linker, limit, near))


@router.post("/cite/bibliography")
async def bibliography(
    linker: Linking,
    worker: Annotating,
    text: Annotated[str, Form()],
    format: Annotated[str, Form()],  # noqa: A002
    choice: Annotated[list[str], Form()] = [],  # noqa: B006  FastAPI copies it
    quotes: Annotated[bool, Form()] = False,
) -> Response:
    """The policies that a text cites, and those that the reader chose; the citing sentences where wanted."""
    given = text.replace("\r\n", "\n")
    found = await worker.annotate(given)
    chosen = with_choices(found.citations, choice, linker.knowledge.policies)
    works = cited_works(given, chosen, linker.knowledge, found.language)
    shown = works if quotes else [replace(work, passages=()) for work in works]
    return bibliography_response(shown, format, "citations")


@router.get("/query", response_class=HTMLResponse)
async def query_page(request: Request, served: Serving, query: str = "") -> HTMLResponse:
    """A form for a query in SPARQL, and the answer to it as a table."""
    ui = interface(request)
    found, problem = None, None
    if query.strip():
        try:
            result = await served.queries.run_async(
                query, ["json", "ttl"], prefixes=PREFIXES, client=client_of(request)
            )
            found = answer(result, ui)
        except DrcgraphError as error:
            problem = problem_of(error)
    formats = ("ttl", "nt", "jsonld") if found and found.turtle is not None else ("json", "csv", "tsv", "xml")
    page = render(
        request,
        "query.html",
        problem["status"] if problem else HTTPStatus.OK,
        query=query or STARTER,
        answer=found,
        problem=problem,
        downloads=[(name, ui.path("sparql", query=query, format=name)) for name in formats],
        examples=examples(),
        prefixes=tuple(PREFIXES.items()),
        endpoint=str(request.base_url).rstrip("/") + "/sparql",
    )
    page.headers["content-security-policy"] = EDITOR_POLICY
    return page
