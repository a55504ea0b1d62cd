"""A language model that an operator may add: asked over HTTP, never trusted, never needed."""

from search.assistant.chat import Assistant, AssistantError, ChatModel

__all__ = ["Assistant", "AssistantError", "ChatModel"]
