"""The addresses, by topic."""

from fastapi import APIRouter

from api.http.routes import (
    annotate,
    asset,
    description,
    document,
    form,
    graph_store,
    health,
    linked,
    links,
    network,
    page,
    program,
    search,
    sparql,
    write,
)

__all__ = ["routers"]


def routers() -> list[APIRouter]:
    """All routers; the pages come last, since their addresses are the widest."""
    topics = (
        health,
        search,
        links,
        network,
        document,
        annotate,
        sparql,
        description,
        write,
        graph_store,
        linked,
        program,
        asset,
        form,
        page,
    )
    return [topic.router for topic in topics]
