"""The release as tools of the Model Context Protocol; the only place that imports its SDK."""

from api.mcp.server import create_server

__all__ = ["create_server"]
