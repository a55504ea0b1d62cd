"""What routes are handed: the release that is served, the reader's words and links."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from api.http.annotating import AnnotationWorker
from api.http.page.reference import Linker
from api.http.page.render import interface
from api.http.publishing import Publisher
from api.http.serving import Served


async def served_release(request: Request) -> AsyncIterator[Served]:
    """The current release, held open until the answer is sent."""
    async with request.app.state.keeper.lease() as served:
        request.state.served = served
        yield served


async def annotation_worker(request: Request) -> AnnotationWorker:
    """The process that annotates."""
    worker: AnnotationWorker = request.app.state.annotator
    return worker


async def publishing(request: Request) -> Publisher:
    """What writes."""
    publisher: Publisher = request.app.state.publisher
    return publisher


Serving = Annotated[Served, Depends(served_release)]
Annotating = Annotated[AnnotationWorker, Depends(annotation_worker)]
Publishing = Annotated[Publisher, Depends(publishing)]


async def page_linker(request: Request, served: Serving) -> Linker:
    """Links for this reader into this release."""
    return Linker(interface(request), served.release.knowledge)


Linking = Annotated[Linker, Depends(page_linker)]
