"""What every answer carries: a strict policy for content, an id, a tag; and what is counted of it."""

import logging
import re
import time
import uuid
from hashlib import sha256

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.http import parse_etags

from api.http.log import request_id
from api.http.serving import ReleaseKeeper

access = logging.getLogger("drcgraph.access")

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}
TAGGED = re.compile(
    r"/(api/(?!jobs)|id/|search|article/|policy/|actor/|industry/|region/|instrument/|measures|uptake|feed)"
)
VARIES = ("accept", "accept-language", "cookie")
VARY = "Accept, Accept-Language, Cookie, Accept-Encoding"
"""What a tagged answer varies by, or may: the same for all, so that 304 can tell it without making one."""
_ID = re.compile(r"[\w.-]{1,64}")


class GuardMiddleware:
    """Adds the headers that keep a page from running anything but its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)


class HeadMiddleware:
    """Answers HEAD as GET without its content (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, headed)


class TagMiddleware:
    """Tags what depends on the release alone (RFC 9110, 8.8.3): what a client has is not sent again."""

    def __init__(self, app: ASGIApp, keeper: ReleaseKeeper, version: str) -> None:
        self.app = app
        self._keeper = keeper
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        tag = self._tag(scope)
        if tag is None:
            await self.app(scope, receive, send)
            return
        known = parse_etags(Headers(scope=scope).get("if-none-match"))
        if known.contains_weak(tag) and not known.star_tag:
            await _send_unchanged(tag, send)
            return
        unchanged = False

        async def tagged(message: Message) -> None:
            nonlocal unchanged
            if message["type"] == "http.response.start" and message["status"] == 200:
                if known.star_tag:  # Whatever there is, the client has it (RFC 9110, 13.1.2).
                    unchanged = True
                    await _send_unchanged(tag, send)
                    return
                headers = MutableHeaders(scope=message)
                headers["etag"] = f'W/"{tag}"'
                headers["vary"] = _joined(headers.get("vary"), VARY)
                headers.setdefault("cache-control", "no-cache")
            if not unchanged:
                await send(message)

        await self.app(scope, receive, tagged)

    def _tag(self, scope: Scope) -> str | None:
        """The opaque part of a weak tag: release, version, address, what the answer varies by; else None."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        release = self._keeper.release_id
        if release is None or not TAGGED.match(path):
            return None
        headers = Headers(scope=scope)
        parts = [
            self._version,
            path,
            scope["query_string"].decode("latin-1"),
            *(headers.get(n, "") for n in VARIES),
        ]
        digest = sha256("\0".join(parts).encode()).hexdigest()[:16]
        return f"{release}-{digest}"


async def _send_unchanged(tag: str, send: Send) -> None:
    """304 with the headers that caches want to have of the whole answer (RFC 9110, 15.4.5)."""
    headers = {"etag": f'W/"{tag}"', "cache-control": "no-cache", "vary": VARY}
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 304, "headers": raw})
    await send({"type": "http.response.body", "body": b""})


def _joined(first: str | None, second: str) -> str:
    """Two lists of header names in one, each name once."""
    names = [name.strip() for name in f"{first or ''},{second}".split(",")]
    return ", ".join({name.lower(): name for name in names if name}.values())


class Meter:
    """What is counted of requests, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "drcgraph_requests", "Answered requests", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "drcgraph_request_seconds", "Time to the last byte", ("route",), registry=self.registry
        )
        self.queries = Histogram(
            "drcgraph_sparql_seconds",
            "Time of SPARQL queries, waiting included, by their end",
            ("outcome",),
            registry=self.registry,
        )

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one request under its route, not its address, of which there are endlessly many."""
        route = getattr(scope.get("route"), "path", "none")
        self.requests.labels(scope["method"], route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def count_query(self, outcome: str, seconds: float) -> None:
        """Count one SPARQL query, however it came."""
        self.queries.labels(outcome).observe(seconds)


class TraceMiddleware:
    """Gives each request an id (the client's, where it sent one), counts it, and logs it as JSON."""

    def __init__(self, app: ASGIApp, meter: Meter) -> None:
        self.app = app
        self._meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        own_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        began, status = time.perf_counter(), 500
        request_id.set(own_id)

        async def traced(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = own_id
            await send(message)

        try:
            await self.app(scope, receive, traced)
        finally:
            seconds = time.perf_counter() - began
            self._meter.count(scope, status, seconds)
            facts = {"method": scope["method"], "path": scope["path"], "status": status}
            facts["ms"] = round(seconds * 1000, 1)
            access.info("%s %s", scope["method"], scope["path"], extra={"facts": facts})
