"""Policies of a user's own: checked, and kept as Turtle in the data folder."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from ontology.errors import InvalidInputError
from ontology.knowledge import Knowledge, load_knowledge
from ontology.policy import Policy
from ontology.register_file import read_register_file, register_turtle
from search.data_folder import DataFolder


def check_register(file: Path) -> int:
    """The number of policies in a Turtle or CSV file, all of them usable. Raises InvalidInputError."""
    return len(_usable(file, load_knowledge()))


def place_register(folder: DataFolder, file: Path) -> None:
    """Keep the policies of `file` as `DATA/register/STEM.ttl`, replacing an earlier file of that name."""
    policies = _usable(file, load_knowledge(folder.register))
    content = file.read_bytes() if file.suffix == ".ttl" else register_turtle(policies)
    folder.register.mkdir(parents=True, exist_ok=True)
    half = folder.register / f".{file.stem}.partial"
    with half.open("wb") as stream:
        stream.write(content)
        os.fsync(stream.fileno())
    half.replace(folder.register / f"{file.stem}.ttl")


def _usable(file: Path, knowledge: Knowledge) -> list[Policy]:
    policies = read_register_file(file)
    if not policies:
        raise InvalidInputError(f"{file} holds no policy: type each drc:PolicyDocument or drc:Strategy")
    known = knowledge.policies.keys() | {policy.id for policy in policies}
    for policy in policies:
        _check(file, policy, "issuer", policy.issuers, knowledge.actors)
        _check(file, policy, "region", policy.regions, knowledge.regions)
        _check(file, policy, "industry", policy.industries, knowledge.industries)
        _check(file, policy, "related policy", [r.target for r in policy.relations], known)
    return policies


def _check(file: Path, policy: Policy, what: str, ids: Iterable[str], known: Collection[str]) -> None:
    for id_ in ids:
        if id_ not in known:
            raise InvalidInputError(
                f"{file}: {policy.id!r} names the {what} {id_!r}, which no list has: mend the id"
            )
