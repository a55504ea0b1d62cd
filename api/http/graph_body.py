"""The statements that a request brings for a graph: its body, or the files of a form."""

import asyncio
from collections.abc import Mapping

from fastapi import Request
from starlette.datastructures import UploadFile

from api.http.body import MULTIPART, body_type
from api.http.problem import UnsupportedMediaTypeError
from ontology.user_graph import join_documents


async def sent_statements(request: Request, iri: str, formats: Mapping[str, str]) -> tuple[bytes, str]:
    """What is sent for the graph `iri`, and the name of its format. `formats` are the names by media type.

    Files of a form may each be in a format of their own; fields that are no files are passed over. Raises
    UnsupportedMediaTypeError, InvalidInputError.
    """
    kind = body_type(request)
    if kind != MULTIPART:
        return await request.body(), _name(kind, formats)
    async with request.form() as form:
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        documents = [(await file.read(), _name(_plain(file), formats)) for file in files]
    return await asyncio.to_thread(join_documents, iri, documents), "nt"


def _plain(file: UploadFile) -> str:
    return (file.content_type or "").partition(";")[0].strip().lower()


def _name(kind: str, formats: Mapping[str, str]) -> str:
    if kind not in formats:
        raise UnsupportedMediaTypeError(
            f"Content-Type {kind!r} is not taken: send one of {', '.join(formats)}, or a form with such files"
        )
    return formats[kind]
