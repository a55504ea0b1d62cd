"""For people who write programs: the interface's description, and the files that the pages load."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from api.http.page.render import render
from ontology.errors import NotFoundError

router = APIRouter(include_in_schema=False)

CACHED = {"cache-control": "public, max-age=31536000, immutable"}
BUNDLED = ("swagger-ui-bundle.js", "swagger-ui.css")


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    """The interface for programs, to read and to try."""
    return render(request, "docs.html")


@router.get("/static/{name}")
async def static(name: str) -> Response:
    """A file that ships with the pages."""
    path = _static_files().get(name)
    if path is None:
        raise NotFoundError(f"no file {name!r} ships with the pages")
    return FileResponse(path, headers=CACHED)


@cache
def _static_files() -> dict[str, Path]:
    own = Path(str(files("api.http").joinpath("static")))
    bundled = Path(str(files("fastapi_offline").joinpath("static")))
    paths = [*own.iterdir(), *(bundled / name for name in BUNDLED)]
    return {path.name: path for path in paths if path.is_file()}
