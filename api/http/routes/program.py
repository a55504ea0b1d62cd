"""For people who write programs: the interface's description, to read and to try."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.http.page.render import render

router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    """The interface for programs."""
    return render(request, "docs.html")
