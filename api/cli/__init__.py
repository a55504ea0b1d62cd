"""The command line: a shell over the functions of the floors below."""

from api.cli.app import main

__all__ = ["main"]
