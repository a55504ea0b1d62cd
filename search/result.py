"""What search answers, in the shape that the command line and the HTTP interface print."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, TypeAdapter
    from pydantic_core.core_schema import CoreSchema


@dataclass(frozen=True, slots=True)
class QuestionEntity:
    """An entity or policy that the question names, at code points `start` to `end` of the question."""

    id: str
    type: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a question was read. `filters` are the constraints found in its words, by filter name."""

    entities: tuple[QuestionEntity, ...] = ()
    filters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HitPassage:
    """A passage that speaks to the question. Offsets of highlights count within `text`."""

    id: str
    start: int
    end: int
    text: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelRank:
    """A document's place in a channel that found it, from 1."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class GraphRank:
    """A document's place in the graph channel, and what it shares with the question, as `kind/id`."""

    rank: int
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Which channels found a document."""

    words: ChannelRank | None = None
    meaning: ChannelRank | None = None
    graph: GraphRank | None = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Written without the channels that did not find the document."""
        from pydantic_core import core_schema

        found = core_schema.wrap_serializer_function_ser_schema(_without_none)
        return {**handler(source), "serialization": found}


@dataclass(frozen=True, slots=True)
class HitEntity:
    """An entity that a document speaks of."""

    id: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, an article or a policy record."""

    id: str
    kind: str
    title: str
    title_zh: str | None
    url: str | None
    date: str | None
    publisher: str | None
    score: float
    passages: tuple[HitPassage, ...] = ()
    why: Why = field(default_factory=Why)
    entities: tuple[HitEntity, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that a filter could take, and how many of the results have it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a SearchQuery. `total` counts what was found; `next` is the cursor of the next page."""

    query: str
    release: str
    took_ms: float
    total: int
    next: str | None
    interpretation: Interpretation
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain dicts, lists and scalars; `why` has the channels that found the document."""
        content: dict[str, Any] = _writer().dump_python(self, mode="json")
        return content

    def to_bytes(self) -> bytes:
        """The same as JSON text in UTF-8, in a fraction of the time."""
        return _writer().dump_json(self)


@cache
def _writer() -> "TypeAdapter[SearchResult]":
    """What writes results; made once a process, as it is compiled from the shapes above."""
    from pydantic import TypeAdapter

    return TypeAdapter(SearchResult)


def _without_none(value: object, write: Callable[[object], dict[str, Any]]) -> dict[str, Any]:
    return {name: part for name, part in write(value).items() if part is not None}
