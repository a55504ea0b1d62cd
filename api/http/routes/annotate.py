"""Reading a text that the client sends."""

from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field

from api.http import examples
from api.http.access import READERS
from api.http.body import JSON, takes
from api.http.dependencies import Annotating
from api.http.interface_schema import shows
from api.http.parameters import LANGUAGE
from api.shape import annotation_shape, citation_shape
from ontology.article import Annotation
from search.request import DATE_PATTERN

router = APIRouter(prefix="/api", tags=["annotation"], **READERS)


class Text(BaseModel):
    """A text to read."""

    model_config = ConfigDict(strict=True)

    text: str = Field(description="The text; offsets in the answer count its Unicode code points")
    id: str = Field("", description="Comes back in the answer")
    language: str | None = Field(
        None, pattern=LANGUAGE, description="ISO 639-1: en, zh, …; recognised where it is not given"
    )
    date: str | None = Field(
        None, pattern=f"^{DATE_PATTERN}$", description="ISO 8601; what was in force is judged by it"
    )


Given = Annotated[Text, Body(examples=[examples.TEXT])]
PROBLEMS = (400, 413, 415, 500, 503)


@router.post(
    "/annotate",
    summary="Mentions, citations and measures of a text",
    dependencies=[takes(JSON)],
    **shows("AnnotatedText", examples.ANNOTATION, *PROBLEMS),
)
async def annotate(worker: Annotating, given: Given) -> dict[str, Any]:
    """The same object as `drcgraph annotate --json`."""
    return annotation_shape(given.id, await _read(worker, given))


@router.post(
    "/cite",
    summary="The policy citations of a text",
    dependencies=[takes(JSON)],
    **shows("Citations", examples.CITE, *PROBLEMS),
)
async def cite(worker: Annotating, given: Given) -> dict[str, Any]:
    """The same object as `drcgraph cite --json`: each citation resolved, ambiguous or unregistered."""
    return citation_shape(given.id, await _read(worker, given))


async def _read(worker: Annotating, given: Text) -> Annotation:
    return await worker.annotate(given.text, id_=given.id, language=given.language, date=given.date)
