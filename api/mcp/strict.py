"""A server that refuses arguments which no tool has: a filter that is not known must not be passed over."""

from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, Tool
from pydantic import ValidationError

SHOWN = 80
"""How many characters of a refused value are repeated."""


class StrictServer(MCPServer[None]):
    """Says of each refused argument, in a line, which it is and what would be taken."""

    async def list_tools(self) -> list[Tool]:
        """The tools, closed to arguments that their schemas do not have."""
        tools = await super().list_tools()
        closed = {"additionalProperties": False}
        return [tool.model_copy(update={"input_schema": {**tool.input_schema, **closed}}) for tool in tools]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """What the tool answers. Raises ToolError."""
        for tool in await super().list_tools():
            known = tool.input_schema["properties"]
            if tool.name == name and (unknown := arguments.keys() - known.keys()):
                raise ToolError(
                    f"{name} has no argument {', '.join(sorted(unknown))}: it takes {', '.join(known)}"
                )
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_reasons(name, error.__cause__)) from error
            raise


def _reasons(name: str, error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False)
    reasons = (
        f"{'.'.join(map(str, item['loc']))}: {item['msg'][0].lower()}{item['msg'][1:]}"
        + ("" if item["type"] == "missing" else f", not {_short(item['input'])}")
        for item in found
    )
    return f"{name} cannot be asked so: {'; '.join(reasons)}"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
