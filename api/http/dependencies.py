"""What routes are handed: the release that is served, the reader's words and links."""

from collections.abc import AsyncIterator
from ipaddress import ip_address, ip_network
from typing import Annotated

from fastapi import Depends, Request

from api.http.annotating import AnnotationWorker
from api.http.page.reference import Linker
from api.http.page.render import interface
from api.http.problem import GoneError
from api.http.publishing import Publisher
from api.http.serving import Served
from ontology.errors import NotFoundError
from search.cursor import Cursor
from search.release import Release


async def served_release(request: Request) -> AsyncIterator[Served]:
    """The current release, held open until the answer is sent."""
    async with request.app.state.keeper.lease() as served:
        request.state.served = served
        yield served


Serving = Annotated[Served, Depends(served_release)]


async def listed_release(request: Request, served: Serving) -> AsyncIterator[Release]:
    """The release that a result list is made of: the one that `cursor` names, else the current one."""
    text = request.query_params.get("cursor")
    wanted = Cursor.read(text).release if text else served.release.id
    if wanted == served.release.id:
        yield served.release
        return
    try:
        async with request.app.state.keeper.lease_earlier(wanted) as release:
            yield release
    except NotFoundError as error:
        raise GoneError(f"release {wanted} is gone: leave out the cursor to start anew") from error


async def annotation_worker(request: Request) -> AnnotationWorker:
    """The process that annotates."""
    worker: AnnotationWorker = request.app.state.annotator
    return worker


async def publishing(request: Request) -> Publisher:
    """What writes."""
    publisher: Publisher = request.app.state.publisher
    return publisher


Listing = Annotated[Release, Depends(listed_release)]
Annotating = Annotated[AnnotationWorker, Depends(annotation_worker)]
Publishing = Annotated[Publisher, Depends(publishing)]


def client_of(request: Request) -> str:
    """Whose request it is, by its address: of IPv6 the network, whose single addresses cost nothing."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.version == 4 or address.ipv4_mapped:
        return host
    return str(ip_network((address, 64), strict=False))


def base_of(request: Request) -> str:
    """What relative IRIs in a query or an update stand against: the address it was sent to."""
    return str(request.url.replace(query=""))


async def page_linker(request: Request, served: Serving) -> Linker:
    """Links for this reader into this release."""
    return Linker(interface(request), served.release.knowledge)


Linking = Annotated[Linker, Depends(page_linker)]
