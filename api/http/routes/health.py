"""Whether the process lives and whether it can answer."""

from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.http.dependencies import Serving

router = APIRouter(tags=["operations"])


@router.get("/healthz", summary="The process lives")
async def healthz() -> dict[str, str]:
    """Answers as long as the server runs, with or without a release."""
    return {"status": "ok"}


@router.get("/readyz", summary="A release is served")
async def readyz(served: Serving) -> dict[str, Any]:
    """The release that is served; 503 with what is missing while there is none."""
    return {"status": "ready", "release": served.release.id}


@router.get("/metrics", summary="Counts and times of requests, for Prometheus", response_class=Response)
async def metrics(request: Request) -> Response:
    """The text format of Prometheus."""
    content = generate_latest(request.app.state.meter.registry)
    return Response(content, headers={"content-type": CONTENT_TYPE_LATEST})
