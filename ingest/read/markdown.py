"""Markdown to plain text: what a reader sees, without markup, one paragraph a block."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.read.draft import Draft
from ingest.read.front_matter import split_front_matter, with_metadata

if TYPE_CHECKING:
    from markdown_it.token import Token

_CJK_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown file: metadata from its front matter, else the title from a first heading."""
    metadata, body = split_front_matter(text)
    draft = with_metadata(Draft(text=""), metadata)
    blocks = list(_blocks(_parse(body)))
    if blocks and blocks[0][0] == "h1" and draft.title in ("", blocks[0][1]):
        draft = draft.with_defaults(title=blocks[0][1])
        blocks = blocks[1:]
    return draft.with_defaults(text="\n\n".join(content for _, content in blocks))


def _parse(text: str) -> "Sequence[Token]":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)


def _blocks(tokens: "Sequence[Token]") -> Iterator[tuple[str, str]]:
    """Pairs of the enclosing tag ("h1", "p", "tr", …) and each block's text, list items with their marker."""
    tag, marker, cells = "", "", list[str]()
    for token in tokens:
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_close":
            yield "tr", " | ".join(cells)
            cells = []
        elif token.type in ("fence", "code_block"):
            yield "pre", token.content.rstrip("\n")
        elif token.type == "inline" and tag in ("td", "th"):
            cells.append(_inline(token))
        elif token.type == "inline":
            yield tag, marker + _inline(token)
            marker = ""
        elif token.nesting == 1:
            tag = token.tag
    if cells:
        yield "tr", " | ".join(cells)


def _inline(token: "Token") -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(child.content)
    return _CJK_BREAK.sub("", "".join(parts)).replace("\n", " ").strip()
