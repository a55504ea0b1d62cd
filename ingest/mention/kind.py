"""The types of mentions."""

from typing import Literal, TypeGuard

MentionType = Literal["actor", "industry", "region"]
MENTION_TYPES: tuple[MentionType, ...] = ("actor", "industry", "region")


def is_mention_type(value: str) -> TypeGuard[MentionType]:
    """Whether `value` is a type of mention (the tagger and the matcher know others besides)."""
    return value in MENTION_TYPES
