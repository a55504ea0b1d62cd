"""Reading a text that the client sends."""

from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import BaseModel, Field

from api.http import examples
from api.http.dependencies import Annotating
from api.http.interface_schema import shows
from api.shape import annotation_shape, citation_shape
from ontology.article import Annotation

router = APIRouter(prefix="/api", tags=["annotation"])


class Text(BaseModel):
    """A text to read."""

    text: str = Field(description="The text; offsets in the answer count its Unicode code points")
    id: str = Field("", description="Comes back in the answer")
    language: str | None = Field(None, description="en or zh; recognised where it is not given")
    date: str | None = Field(None, description="ISO 8601; what was in force is judged by it")


EXAMPLE = {"text": "The State Council issued Guofa [2014] No. 28 to support the Northeast.", "id": "note-1"}
Given = Annotated[Text, Body(examples=[EXAMPLE])]


@router.post("/annotate", summary="Mentions, citations and measures of a text", **shows(examples.ANNOTATION))
async def annotate(worker: Annotating, given: Given) -> dict[str, Any]:
    """The same object as `drcgraph annotate --json`."""
    return annotation_shape(given.id, await _read(worker, given))


@router.post("/cite", summary="The policy citations of a text", **shows(examples.CITE))
async def cite(worker: Annotating, given: Given) -> dict[str, Any]:
    """The same object as `drcgraph cite --json`: each citation resolved, ambiguous or unregistered."""
    return citation_shape(given.id, await _read(worker, given))


async def _read(worker: Annotating, given: Text) -> Annotation:
    return await worker.annotate(given.text, id_=given.id, language=given.language, date=given.date)
