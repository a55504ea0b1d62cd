"""Documents and what is read in them. All offsets count Unicode code points of the document's text."""

from dataclasses import dataclass
from typing import Literal

DocumentKind = Literal["article", "policy"]
MentionStatus = Literal["listed", "provisional"]
CitationStatus = Literal["resolved", "ambiguous", "unregistered"]
CitedBy = Literal["title", "number", "alias", "reference", "description"]
Standing = Literal["proposed", "planned", "under-way", "done"]
STANDINGS: tuple[Standing, ...] = ("proposed", "planned", "under-way", "done")


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its metadata, as it was read, before anything is recognised in it.

    `text` is the body without the title. `date` is ISO 8601 (year, month or day). A register policy is a
    document too (`kind` "policy", `text` its full text or its summary, `text_role` which of the two);
    `names` then holds its titles, aliases and numbers. `source` names the file or folder that brought it.
    `translation_of` is the id of the document that this one translates, where declared.
    """

    id: str
    title: str
    text: str
    kind: DocumentKind = "article"
    language: str = "en"
    title_zh: str | None = None
    names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    source: str = ""
    text_role: Literal["full text", "register summary"] = "full text"
    translation_of: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text that is retrieved as one: `text == document.text[start:end]`."""

    id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an entity in the text. A provisional mention has a made-up id and no list entry."""

    start: int
    end: int
    text: str
    type: Literal["actor", "industry", "region"]
    id: str
    label: str
    score: float
    status: MentionStatus = "listed"


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a policy document, plan, law or named strategy, resolved against the register or not.

    `proposed_by` names the language model that pointed to it, None where it was found here.
    """

    start: int
    end: int
    text: str
    status: CitationStatus
    policy: str | None
    candidates: tuple[str, ...]
    title: str | None
    number: str | None
    by: CitedBy
    score: float
    validity: str | None = None
    proposed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount or share: `value` in `unit`, normalised (yuan, USD, %, mu, tonnes, persons, …)."""

    text: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that somebody should do, does or did. `instrument` is the id of an instrument class.

    `actors` act; `industries` and `regions` are targets; `policies` are cited. All are ids. `proposed_by`
    names the language model that pointed to it, None where it was found here.
    """

    start: int
    end: int
    text: str
    instrument: str
    score: float
    standing: Standing
    actors: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    deadline: str | None = None
    proposed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was read in a text, each list in order of appearance."""

    language: str
    warnings: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    citations: tuple[Citation, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A document, cut into passages and annotated: the unit that is published and searched."""

    document: Document
    passages: tuple[Passage, ...]
    annotation: Annotation
