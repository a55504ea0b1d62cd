"""The HTTP face: a JSON interface, SPARQL, linked data, and pages that need no script."""

from api.http.app import create_app

__all__ = ["create_app"]
