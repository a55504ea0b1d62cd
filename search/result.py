"""What search answers, in the shape that the command line and the HTTP interface print."""

from dataclasses import dataclass, field
from typing import Any


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
        from pydantic_core import to_jsonable_python

        content: dict[str, Any] = to_jsonable_python(self)
        for hit in content["hits"]:
            hit["why"] = {channel: found for channel, found in hit["why"].items() if found is not None}
        return content
