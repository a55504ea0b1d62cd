"""Search and suggestions for programs."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.http import examples
from api.http.access import READERS
from api.http.body import JSON, WholeNumber, takes
from api.http.dependencies import Listing, Serving
from api.http.filters import FilterPairs, filters_of
from api.http.interface_schema import shows
from api.http.parameters import Cursor, DocumentId, DocumentKindPath, Few, filter_parameters
from ontology.errors import NotFoundError
from search.phrasing import Phraser
from search.release import Release
from search.request import TOP_LIMIT, SearchQuery
from search.request import Sort as SortName

router = APIRouter(prefix="/api", tags=["search"], **READERS)

_TURNS = ThreadPoolExecutor(1, thread_name_prefix="search")
"""Where searches run: they take turns anyway, here in the order they came and without a change of threads."""

LONGEST_IN_ADDRESS = 5_000
"""Characters of a question in an address: servers take 64 KB of it, and one takes up to twelve bytes."""

Text = Annotated[
    str,
    Query(
        description="A question or words, in English or Chinese",
        max_length=LONGEST_IN_ADDRESS,
        examples=["petrochemicals in Daqing"],
    ),
]
Typed = Annotated[
    str, Query(description="What was typed so far, in either language", max_length=200, examples=["heilong"])
]
Top = Annotated[int, Query(ge=0, le=TOP_LIMIT, description="How many documents to give", examples=[10])]
Sort = Annotated[
    SortName, Query(description="By relevance, or by date, newest first", examples=["relevance"])
]
Interpret = Annotated[
    bool, Query(description="Whether dates and places in the question constrain it", examples=[True])
]
Ignore = Annotated[
    list[str],
    Query(
        description="What the question is not about, as type/id; its words are mere words then",
        examples=[["region/daqing"]],
    ),
]


@router.get(
    "/search",
    response_model=dict[str, Any],
    summary="Passages that answer a question, with filters and facets",
    openapi_extra=filter_parameters(),
    **shows(
        "SearchResult",
        examples.SEARCH,
        400,
        410,
        503,
    ),
)
async def search(
    release: Listing,
    pairs: FilterPairs,
    q: Text = "",
    top: Top = 10,
    cursor: Cursor = None,
    sort: Sort = "relevance",
    interpret: Interpret = True,
    ignore: Ignore = [],  # noqa: B006  FastAPI copies it
) -> Response:
    """Documents with their best passages, why each was found, and facet counts under the filters."""
    query = SearchQuery(q, filters_of(pairs), top, cursor, sort, interpret, tuple(ignore))
    found = await asyncio.get_running_loop().run_in_executor(_TURNS, _found, release, query)
    return Response(found, media_type="application/json")


def _found(release: Release, query: SearchQuery) -> bytes:
    return release.searcher.search(query).to_bytes()


@router.get(
    "/suggest",
    summary="Names and titles that begin like this",
    **shows("Suggestions", examples.SUGGEST, 400, 503),
)
def suggest(served: Serving, q: Typed = "", top: Few = 10) -> list[dict[str, Any]]:
    """Entities, policies and articles whose name, in either language, completes what was typed."""
    return [asdict(found) for found in served.release.searcher.suggest(q, top)]


@router.get(
    "/related/{kind}/{id:path}",
    summary="Documents related to a document",
    **shows("RelatedDocuments", examples.RELATED, 400, 404, 503),
)
def related(
    served: Serving,
    kind: DocumentKindPath,
    id: DocumentId,  # noqa: A002  the name in the address
    top: Few = 10,
) -> list[dict[str, Any]]:
    """Articles and policies like it, with the reasons: like texts, and what both name."""
    if served.release.documents.document(id).kind != kind:
        raise NotFoundError(f"{id!r} is no {kind}: look it up by search")
    return [asdict(found) for found in served.release.searcher.related(id, top)]


class Question(BaseModel):
    """A question to answer from the documents."""

    model_config = ConfigDict(strict=True)

    question: str = Field(description="In English or Chinese", max_length=10_000)
    top: WholeNumber = Field(5, ge=1, le=20, description="How many sentences at most")
    phrase: bool = Field(True, description="Whether a language model may phrase it, where one is configured")


@router.post(
    "/ask",
    summary="Sentences that answer a question, each with its source",
    dependencies=[takes(JSON)],
    **shows("Answer", examples.ASK, 400, 413, 415, 503),
)
def ask(
    served: Serving,
    request: Request,
    given: Annotated[Question, Body(examples=[examples.QUESTION])],
) -> dict[str, Any]:
    """Sentences of the documents as they stand; offsets are code points of the document's text.

    Where a language model is configured, `phrased` says the same in its words, each sentence with quotes that
    were checked; `warnings` tells where that failed.
    """
    answer = served.release.searcher.answer(given.question, limit=given.top)
    phraser: Phraser | None = request.app.state.phraser
    return asdict(phraser.phrase(answer) if phraser and given.phrase else answer)
