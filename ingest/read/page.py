"""The plain text of a web page: banner, breadcrumb, doubled title, byline and footer told from the article.

Pages of the Development Research Center (DRC) have this form, in English and Chinese; the rules look at where
lines stand and what kind of line they are, not at their words, wherever that is enough.
"""

import re
from dataclasses import dataclass

from ingest.read.byline import Byline, read_byline
from ingest.read.draft import Draft
from ingest.read.lines import unwrap

_HEAD = 25
"""Lines with text among which an article's beginning is looked for."""

_BREADCRUMB = re.compile(
    r"\s*(?:you are here|(?:(?:current|your) )?(?:position|location)|home)\s*[:：>»›]"
    r"|\s*(?:您|你)?(?:现在|当前|目前)?(?:的|所在的?)?(?:所在)?(?:位置|栏目)\s*[:：]|\s*首页\s*[>»›]",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\s*(?:copyright\b|©|all rights reserved|\[?\s*(?:print|close|back to top|share|e-mail alert)\b.{0,20}$"
    r"|related (?:articles|reports|news)|版权所有|[【\[]?(?:打印|关闭)|分享到|相关(?:文章|新闻|报道|链接)"
    r"|责任编辑|京ICP备)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？；;:：][\"”’』」)）]*\s*$")
_LONGEST_TITLE = 250


@dataclass(frozen=True, slots=True)
class _Head:
    """The line of the title, the first one after it and its double, and whether this is a web page."""

    title: int
    body: int
    page: bool


def read_page(text: str) -> Draft:
    """The article of a plain text: of a web page's where it has that form, else with its first line as title.

    The title stays empty where no line can be one; hard-wrapped lines are joined.
    """
    lines = text.split("\n")
    head = _head(lines)
    if head is None:
        return Draft(text=unwrap(text))
    byline, start = _bylines(lines, head) if head.page else (Byline(), head.body)
    end = _footer(lines, start) if head.page else len(lines)
    return Draft(
        text=unwrap("\n".join(lines[start:end])),
        title=lines[head.title].strip(),
        authors=byline.authors,
        publisher=byline.publisher,
        date=byline.date,
    )


def _head(lines: list[str]) -> _Head | None:
    filled = [number for number, line in enumerate(lines) if line.strip()][: _HEAD + 1]
    breadcrumb = next((i for i, number in enumerate(filled) if _BREADCRUMB.match(lines[number])), None)
    first = 0 if breadcrumb is None else breadcrumb + 1
    for i in range(first, len(filled) - 1):
        if _same(lines[filled[i]], lines[filled[i + 1]]) and _may_be_title(lines[filled[i]]):
            return _Head(filled[i], filled[i + 1] + 1, page=True)
    if breadcrumb is not None and first < len(filled):
        return _Head(filled[first], filled[first] + 1, page=True)
    if len(filled) > 1 and _may_be_title(lines[filled[0]]) and _stands_alone(lines, filled[0]):
        return _Head(filled[0], filled[0] + 1, page=False)
    return None


def _same(line: str, other: str) -> bool:
    return "".join(line.split()).casefold() == "".join(other.split()).casefold()


def _may_be_title(line: str) -> bool:
    return len(line.strip()) <= _LONGEST_TITLE and not _SENTENCE_END.search(line.rstrip()[-8:])


def _stands_alone(lines: list[str], number: int) -> bool:
    """Whether a blank line or a much longer line follows: a heading, not the first line of wrapped text."""
    following = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return not following or len(following) > 2 * len(lines[number].strip())


def _bylines(lines: list[str], head: _Head) -> tuple[Byline, int]:
    """What the lines below the title say of author, publisher and date, and where the text begins."""
    byline, start = Byline(), head.body
    for number in range(head.body, len(lines)):
        line = lines[number].strip()
        if not line:
            continue
        found = Byline() if _same(line, lines[head.title]) else read_byline(line)
        if found is None:
            break
        byline, start = byline.joined(found), number + 1
    return byline, start


def _footer(lines: list[str], start: int) -> int:
    """Where the text ends: the first footer line in the last third of the page."""
    for number in range(start + (len(lines) - start) * 2 // 3, len(lines)):
        if _FOOTER.match(lines[number]):
            return number
    return len(lines)
