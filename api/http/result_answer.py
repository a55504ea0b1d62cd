"""The result of a query as an answer."""

from fastapi.responses import Response, StreamingResponse

from ontology.query import QueryResult

AT_ONCE = 1 << 16
"""Bytes of a result that is sent in one piece: streaming costs more than it spares."""


def answered(result: QueryResult) -> Response:
    """The result, whole where it is short, else as it is read from its file."""
    headers = {"access-control-allow-origin": "*", "vary": "Accept"}
    if result.size <= AT_ONCE:
        return Response(result.read(), media_type=result.media_type, headers=headers)
    return StreamingResponse(result, media_type=result.media_type, headers=headers)
