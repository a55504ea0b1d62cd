"""Search and suggestions for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.http.dependencies import Serving
from api.http.filters import FilterPairs, filters_of
from search.request import TOP_LIMIT, SearchQuery
from search.request import Sort as SortName

router = APIRouter(prefix="/api", tags=["search"])

Text = Annotated[str, Query(description="A question or words, in English or Chinese", max_length=100_000)]
Top = Annotated[int, Query(ge=0, le=TOP_LIMIT, description="How many documents to give")]
Cursor = Annotated[str | None, Query(description="`next` of the answer before")]
Sort = Annotated[SortName, Query(description="By relevance, or by date, newest first")]
Interpret = Annotated[bool, Query(description="Whether dates and places in the question constrain it")]


@router.get("/search", summary="Passages that answer a question, with filters and facets")
def search(
    served: Serving,
    pairs: FilterPairs,
    q: Text = "",
    top: Top = 10,
    cursor: Cursor = None,
    sort: Sort = "relevance",
    interpret: Interpret = True,
) -> dict[str, Any]:
    """Documents with their best passages, why each was found, and facet counts under the filters."""
    query = SearchQuery(q, filters=filters_of(pairs), top=top, cursor=cursor, sort=sort, interpret=interpret)
    return served.release.searcher.search(query).to_json()
