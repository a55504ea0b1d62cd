"""Policies of the register as documents that are searched, read and measured like articles."""

from collections.abc import Iterator
from dataclasses import replace

from ontology.article import Document
from ontology.knowledge import Knowledge
from ontology.policy import Policy
from search.documents import DocumentRecord, DocumentStore

REGISTER = "register"
"""The source of documents that stand for a policy by its summary."""

ATTACHED = "attached"
"""The source of documents that are a policy's full text."""


def policy_document(policy: Policy, knowledge: Knowledge) -> Document:
    """The policy's summary, labelled as such, under its titles, aliases and numbers."""
    issuers = [knowledge.actors[id_].label_en for id_ in policy.issuers if id_ in knowledge.actors]
    return Document(
        id=policy.id,
        title=policy.title_en or policy.title_zh,
        text=policy.summary,
        kind="policy",
        language="en",
        title_zh=policy.title_zh or None,
        names=tuple(sorted(set(policy.names))),
        publisher="; ".join(issuers) or None,
        date=policy.date,
        url=policy.sources[0] if policy.sources else None,
        source=REGISTER,
        text_role="register summary",
    )


def policy_documents(
    knowledge: Knowledge, records: dict[str, DocumentRecord], previous: DocumentStore | None
) -> Iterator[Document]:
    """One document a policy; a full text in the previous release stays attached."""
    for policy in knowledge.policies.values():
        summary = policy_document(policy, knowledge)
        record = records.get(policy.id)
        if previous is not None and record is not None and record.source == ATTACHED:
            yield with_text(summary, previous.document(policy.id))
        else:
            yield summary


def with_text(summary: Document, text: Document) -> Document:
    """The policy with the words of another document in place of its summary."""
    return replace(summary, text=text.text, language=text.language, source=ATTACHED, text_role="full text")
