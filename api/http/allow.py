"""Which methods an address takes, over all routes that match it (RFC 9110, 10.2.1)."""

from fastapi import APIRouter
from starlette.routing import Match, Route
from starlette.types import Scope


def allowed_methods(routers: list[APIRouter], scope: Scope) -> list[str]:
    """The methods in alphabetical order; HEAD wherever there is GET. Empty for an address without routes."""
    methods: set[str] = set()
    for router in routers:
        for route in router.routes:
            if isinstance(route, Route) and route.methods and route.matches(scope)[0] is not Match.NONE:
                methods |= route.methods
    return sorted(methods | {"HEAD"} if "GET" in methods else methods)
