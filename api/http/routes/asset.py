"""The files that the pages load: style, icon, and what was bundled."""

import mimetypes
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from api.http.bundle import bundle_files
from ontology.errors import NotFoundError

router = APIRouter(include_in_schema=False)

CACHED = {"cache-control": "public, max-age=31536000, immutable", "vary": "Accept-Encoding"}
SWAGGER = ("swagger-ui-bundle.js", "swagger-ui.css")


@router.get("/static/{name}")
async def static(name: str) -> Response:
    """A file that ships with the pages; its address changes with its content."""
    path = _static_files().get(name)
    if path is None:
        raise NotFoundError(f"no file {name!r} ships with the pages")
    return FileResponse(path, headers=CACHED)


@router.get("/static/bundle/{name}")
async def bundled(request: Request, name: str) -> Response:
    """A bundled file, compressed when it was built where the client takes that."""
    path = bundle_files().get(name)
    if path is None:
        raise NotFoundError(f"no file {name!r} ships with the pages: reload the page that asked for it")
    compressed = bundle_files().get(f"{name}.br")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if compressed and _takes_brotli(request):
        return FileResponse(compressed, media_type=kind, headers={**CACHED, "content-encoding": "br"})
    return FileResponse(path, media_type=kind, headers=CACHED)


def _takes_brotli(request: Request) -> bool:
    return parse_accept_header(request.headers.get("accept-encoding"), Accept).quality("br") > 0


@cache
def _static_files() -> dict[str, Path]:
    own = Path(str(files("api.http").joinpath("static")))
    offline = Path(str(files("fastapi_offline").joinpath("static")))
    paths = [*own.iterdir(), *(offline / name for name in SWAGGER)]
    return {path.name: path for path in paths if path.is_file()}
