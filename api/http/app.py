"""The application: a factory, so that each server (and each test) has its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api.http import answer
from api.http.access import Gate
from api.http.annotating import AnnotationWorker
from api.http.body import LengthMiddleware
from api.http.interface_schema import TAGS, DescribedAPI, operation_id
from api.http.middleware import GuardMiddleware, HeadMiddleware, Meter, TagMiddleware, TraceMiddleware
from api.http.publishing import Publisher
from api.http.routes import routers
from api.http.serving import ReleaseKeeper
from api.settings import Settings
from ontology.errors import DrcgraphError
from search.phrasing import Phraser

DESCRIPTION = """\
Search policy articles on the revitalization of Northeast China in plain language, query their graph with
SPARQL, and link the policy citations in any text to a register of real documents. Errors are problem
documents (RFC 9457).
"""


def create_app(settings: Settings) -> FastAPI:
    """The ASGI application over the data folder of `settings`; where it is mounted, the server tells it."""
    app = DescribedAPI(
        title="drcgraph",
        version=version("drcgraph"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        openapi_tags=[{"name": name, "description": text} for name, text in TAGS.items()],
        generate_unique_id_function=operation_id,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.meter = Meter()
    app.state.keeper = ReleaseKeeper(settings, app.state.meter.count_query)
    app.state.gate = Gate(settings)
    app.state.publisher = Publisher(settings)
    app.state.phraser = None if settings.phraser is None else Phraser(settings.phraser)
    app.state.annotator = AnnotationWorker(settings)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    app.add_middleware(TagMiddleware, keeper=app.state.keeper, version=app.version)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=settings.body_limit_mb * 1_000_000)
    app.add_middleware(LengthMiddleware, limit_mb=settings.body_limit_mb)
    app.add_middleware(GuardMiddleware)
    # Reading is open to pages of other sites. Keys and cookies are not: no credentials, no Authorization.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Accept", "Content-Type", "If-None-Match", "X-Request-ID"],
        expose_headers=["ETag", "X-Request-ID"],
        max_age=86_400,
    )
    app.add_middleware(HeadMiddleware)
    app.add_middleware(TraceMiddleware, meter=app.state.meter)
    for kind in (DrcgraphError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, answer.failure)
    for router in routers():
        app.include_router(router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    keeper: ReleaseKeeper = app.state.keeper
    await keeper.refresh()
    follower = asyncio.create_task(keeper.follow())
    try:
        yield
    finally:
        follower.cancel()
        await asyncio.gather(follower, return_exceptions=True)
        await app.state.publisher.close()
        keeper.close()
        app.state.annotator.close()
