"""Publishing with few policies of the packaged register: each is a document, and all cost time each time."""

from dataclasses import replace

import pytest

from ingest.publish import publisher
from ontology.knowledge import load_knowledge

KEPT = {"made-in-china-2025", "northeast-revitalization-strategy"}


def few_policies(register=None, corrections=None):
    """The knowledge with two of the packaged policies, and all of a user's own."""
    whole = load_knowledge(register, corrections)
    packaged = load_knowledge().policies.keys() - KEPT
    return replace(whole, policies={id_: p for id_, p in whole.policies.items() if id_ not in packaged})


@pytest.fixture(scope="module", autouse=True)
def register_of_few_policies():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publisher, "load_knowledge", few_policies)
        yield
