"""What the documentation tells people to type exists."""

import re
from pathlib import Path

import pytest
import typer

from api.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"])
COMMAND = re.compile(r"\bdrcgraph ((?:[a-z]+)(?: [^`\n|#]*)?)")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def commands(page):
    """The command lines in code of a page, as lists of words."""
    text = page.read_text(encoding="utf-8")
    code = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^ {4,}(.+)$", text, re.MULTILINE)]
    return [found.split() for line in code for found in COMMAND.findall(line)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_options_on_a_page_are_those_of_the_command_line(page):
    top = typer.main.get_command(app)
    for words in commands(page):
        command = top
        while words and hasattr(command, "commands") and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert command is not top, f"no command {words[0]!r}"
        known = {option for parameter in command.params for option in parameter.opts}
        known |= {option for parameter in top.params for option in parameter.opts} | {"--help"}
        unknown = {word.partition("=")[0] for word in words if word.startswith("--")} - known
        assert not unknown, f"{' '.join(words)}: no option {unknown}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
