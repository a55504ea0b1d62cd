"""Whether the process lives and whether it can answer."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.http.answers import Alive
from api.http.interface_schema import shows
from api.http.problem import NotReadyError, problem_of
from api.http.serving import ReleaseKeeper, Served
from ontology.errors import DrcgraphError

router = APIRouter(tags=["operations"])

READY = {
    "status": "ready",
    "release": "20261125T200434Z",
    "checks": {"release": "20261125T200434Z", "documents": "359", "sparql": "ok", "names": "ok"},
}
METRICS = """\
# HELP drcgraph_requests_total Answered requests
# TYPE drcgraph_requests_total counter
drcgraph_requests_total{method="GET",route="/search",status="200"} 12.0
"""


@router.get("/healthz", summary="The process lives", **shows("Alive", {"status": "ok"}))
async def healthz() -> Alive:
    """Answers as long as the server runs, with or without a release."""
    return Alive()


@router.get(
    "/readyz",
    summary="A release is served",
    response_model=None,
    **shows("Readiness", READY, 503),
)
async def readyz(request: Request) -> dict[str, Any] | Response:
    """The release that is served and what was tried on it; 503 with what is missing where something is."""
    keeper: ReleaseKeeper = request.app.state.keeper
    try:
        async with keeper.lease() as served:
            checks, missing = await _checked(served)
            release = served.release.id
    except NotReadyError as error:
        checks, missing, release = {}, [str(error)], None
    if not missing:
        return {"status": "ready", "release": release, "checks": checks}
    problem = problem_of(NotReadyError("; ".join(missing)))
    body = {**problem, "release": release, "checks": checks, "missing": missing}
    return JSONResponse(body, status_code=503, media_type="application/problem+json")


async def _checked(served: Served) -> tuple[dict[str, str], list[str]]:
    """What each part answers, and what is wrong."""
    checks = {"release": served.release.id}
    missing: list[str] = []
    try:
        checks["documents"] = str(len(served.release.documents.ids()))
        result = await served.queries.run_async("ASK { ?s ?p ?o }")
        result.close()
        checks["sparql"] = "ok"
        if not result.boolean:
            missing.append(f"the graph of release {served.release.id} is empty: run `drcgraph upgrade`")
        served.release.searcher.suggest("a", 1)
        checks["names"] = "ok"
    except DrcgraphError as error:
        missing.append(str(error))
    return checks, missing


@router.get(
    "/metrics",
    summary="Counts and times of requests, for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}, "example": METRICS}}}},
)
async def metrics(request: Request) -> Response:
    """The text format of Prometheus."""
    content = generate_latest(request.app.state.meter.registry)
    return Response(content, headers={"content-type": CONTENT_TYPE_LATEST})
