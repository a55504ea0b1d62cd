"""The shapes of answers, by the names that OpenAPI gives them; most are those of the floors below."""

from dataclasses import dataclass, fields
from typing import Any, Literal, get_type_hints

from pydantic import TypeAdapter, create_model
from pydantic.json_schema import GenerateJsonSchema

from api.http.neighbours import Neighbours
from api.http.publishing import Job
from api.http.vocabulary import Vocabulary
from ontology.article import Citation, DocumentKind, Measure, Mention, Passage
from ontology.entity import Actor, Entity, Industry, Instrument, Region
from ontology.policy import Policy
from search.answer import Answer
from search.derived import DocumentLink
from search.related import Related
from search.result import SearchResult
from search.suggest import Suggestion

REFERENCE = "#/components/schemas/{model}"
TextRole = Literal["full text", "register summary"]


@dataclass(frozen=True, kw_only=True)
class Alive:
    """The process lives."""

    status: Literal["ok"] = "ok"


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """The release that is served, and what each part of it answered."""

    status: Literal["ready"]
    release: str
    checks: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Brief:
    """A document without its text."""

    id: str
    kind: DocumentKind
    title: str
    title_zh: str | None
    publisher: str | None
    date: str | None
    url: str | None
    language: str
    text_role: TextRole


BRIEF = tuple(field.name for field in fields(Brief))


@dataclass(frozen=True, kw_only=True)
class LabelledMeasure(Measure):
    """A measure; `label` is its instrument class once more."""

    label: str


@dataclass(frozen=True, kw_only=True)
class PlacedMeasure(LabelledMeasure):
    """A measure with the document that has it."""

    document: Brief


@dataclass(frozen=True, kw_only=True)
class MeasureList:
    """One page of the measures of a release; `next` is the cursor of the page after it."""

    release: str
    total: int
    next: str | None
    measures: tuple[PlacedMeasure, ...]


@dataclass(frozen=True, kw_only=True)
class Citations:
    """The citations of a text; offsets count its code points."""

    id: str
    language: str
    warnings: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class AnnotatedText(Citations):
    """Everything that was read in a text."""

    mentions: tuple[Mention, ...]
    measures: tuple[LabelledMeasure, ...]


@dataclass(frozen=True, kw_only=True)
class AnnotatedDocument(AnnotatedText):
    """A document with its text, passages and everything that was read in it."""

    title: str
    title_zh: str | None
    kind: DocumentKind
    text: str
    text_role: TextRole
    names: tuple[str, ...]
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    url: str | None
    translation_of: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class CitedPolicy(Policy):
    """A policy of the register with the ids of the documents that cite it."""

    cited_by: tuple[str, ...]


class _AllGiven(GenerateJsonSchema):
    """Answers leave no member out, whether or not it has a default here."""

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: ANN401, ARG002  pydantic's
        return True


def answer_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each answer and of all that stands in them, by name."""
    tops, common = TypeAdapter.json_schemas(
        [(name, "serialization", TypeAdapter(kind)) for name, kind in _answers().items()],
        ref_template=REFERENCE,
        schema_generator=_AllGiven,
    )
    schemas: dict[str, dict[str, Any]] = {**common["$defs"]}
    for (name, _), schema in tops.items():
        schemas.setdefault(str(name), schema)
    # Only the channels that found a document stand among the reasons for it.
    del schemas["Why"]["required"]
    return schemas


def _answers() -> dict[str, Any]:
    entries = tuple(_entry(kind) for kind in (Actor, Industry, Region, Instrument))
    lists = {
        "Suggestions": list[Suggestion],
        "RelatedDocuments": list[Related],
        "DocumentLinks": list[DocumentLink],
        "Entry": entries[0] | entries[1] | entries[2] | entries[3],
    }
    objects = (
        Alive, Readiness, SearchResult, Answer, Neighbours, Vocabulary, Job,
        MeasureList, Citations, AnnotatedText, AnnotatedDocument, CitedPolicy,
    )  # fmt: skip
    return {**lists, **{kind.__name__: kind for kind in objects}}


def _entry(kind: type[Entity]) -> Any:  # noqa: ANN401  a model made here
    """An entry of an authority list as it is answered: with its type and the documents that mention it."""
    hints = get_type_hints(kind)
    members: dict[str, Any] = {field.name: (hints[field.name], ...) for field in fields(kind)}
    members |= {"type": (Literal[kind.type], ...), "mentioned_in": (list[str], ...)}
    return create_model(f"{kind.__name__}Entry", __doc__=kind.__doc__, **members)
