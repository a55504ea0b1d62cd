"""What the client wants: media types by Accept, the interface's language by switch, cookie or browser."""

import re
from collections.abc import Sequence

from fastapi import Request
from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

from api.http.problem import NotAcceptableError

_CHARSET = re.compile(r"\s*;\s*charset\s*=\s*[^\s;,]*", re.IGNORECASE)
LANGUAGES = ("en", "zh")
LANGUAGE_COOKIE = "ui"


def media_type(request: Request, offered: Sequence[str]) -> str:
    """The best of the `offered` media types for the Accept header (RFC 9110, 12.5.1); first when equal.

    Raises NotAcceptableError naming what could be had.
    """
    header = request.headers.get("accept", "*/*")
    best = accepted_types(header).best_match(offered)
    if best is None:
        message = f"Accept: {header} fits none of the formats: ask for one of {', '.join(offered)}"
        raise NotAcceptableError(message)
    return best


def accepted_types(header: str) -> MIMEAccept:
    """What an Accept header asks for. A charset says nothing of the format, and all is UTF-8."""
    return parse_accept_header(_CHARSET.sub("", header), MIMEAccept)


def interface_language(request: Request) -> str:
    """ "en" or "zh": `?ui=`, else the cookie that it set, else Accept-Language, else English."""
    for choice in (request.query_params.get("ui"), request.cookies.get(LANGUAGE_COOKIE)):
        if choice in LANGUAGES:
            return str(choice)
    header = request.headers.get("accept-language", "")
    return parse_accept_header(header, LanguageAccept).best_match(LANGUAGES, default="en")
