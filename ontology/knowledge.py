"""What is known before any article is read: the authority lists and the register of policies."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode

from ontology.correction.correction import NO_CORRECTIONS, Corrections
from ontology.correction.folder import load_corrections
from ontology.correction.merge import merge_knowledge
from ontology.entity import ENTITY_TYPES, Actor, Entity, EntityType, Industry, Instrument, Region
from ontology.errors import InvalidInputError, NotFoundError
from ontology.iri import BASE, local_id
from ontology.policy import Policy
from ontology.projection.entity import ENTITY_MAPPINGS, read_entity
from ontology.projection.field import Properties, by_subject
from ontology.projection.policy import read_policy
from ontology.turtle import read_turtle
from ontology.vocabulary import RDF_TYPE, term

_PACKAGED = Path(__file__).parent
_ENTITY_CLASSES: dict[str, EntityType] = {m.rdf_class.value: type_ for type_, m in ENTITY_MAPPINGS.items()}
_POLICY_CLASSES = {term("drc:PolicyDocument").value, term("drc:Strategy").value}


@dataclass(frozen=True)
class Knowledge:
    """The authority lists and the register, each by id, merged entries already made one.

    `hash` is the sha256 of all files read, `lists_hash` that of lists and corrections, without the register.
    """

    actors: Mapping[str, Actor]
    industries: Mapping[str, Industry]
    regions: Mapping[str, Region]
    instruments: Mapping[str, Instrument]
    policies: Mapping[str, Policy]
    hash: str
    corrections: Corrections = NO_CORRECTIONS
    lists_hash: str = ""

    def entities(self, type_: EntityType) -> Mapping[str, Entity]:
        """One authority list."""
        lists: dict[EntityType, Mapping[str, Entity]] = {
            "actor": self.actors,
            "industry": self.industries,
            "region": self.regions,
            "instrument": self.instruments,
        }
        return lists[type_]

    def entity(self, type_: EntityType, id_: str) -> Entity:
        """One list entry; for a merged one what it became. Raises NotFoundError."""
        try:
            return self.entities(type_)[self._current(type_, id_)]
        except KeyError:
            raise NotFoundError(f"no {type_} {id_!r} in the authority lists: search by name") from None

    def policy(self, id_: str) -> Policy:
        """One policy of the register; for a merged one what it became. Raises NotFoundError."""
        try:
            return self.policies[self._current("policy", id_)]
        except KeyError:
            raise NotFoundError(f"no policy {id_!r} in the register: `drcgraph register add` it") from None

    def _current(self, kind: str, id_: str) -> str:
        return self.corrections.merges.get(f"{kind}/{id_}", f"{kind}/{id_}").partition("/")[2]

    def narrower(self, type_: EntityType, id_: str) -> set[str]:
        """The id and everything below it or part of it in its list; just the id where the list lacks it."""
        found, todo = {id_}, [id_]
        while todo:
            below = self._children[type_].get(todo.pop(), set()) - found
            found |= below
            todo += below
        return found

    @cached_property
    def _children(self) -> dict[EntityType, dict[str, set[str]]]:
        children: dict[EntityType, dict[str, set[str]]] = {type_: defaultdict(set) for type_ in ENTITY_TYPES}
        for type_ in ENTITY_TYPES:
            for entity in self.entities(type_).values():
                if entity.broader is not None:
                    children[type_][entity.broader].add(entity.id)
                if isinstance(entity, Region):
                    children[type_][entity.id].update(entity.members)
        return children


def load_knowledge(register: Path | None = None, corrections: Path | None = None) -> Knowledge:
    """The packaged lists and register, with a user's own policies and corrections (folders of Turtle files).

    A policy of one's own replaces a packaged one of the same id. Raises InvalidInputError for a file that is
    not Turtle and for an entry that cannot be used.
    """
    lists, policies = _turtle(_PACKAGED / "authority"), _turtle(_PACKAGED / "register")
    own, corrected = _turtle(register), _turtle(corrections)
    subjects = by_subject(chain.from_iterable(map(read_turtle, (*lists, *policies))))
    for path in own:
        subjects |= by_subject(read_turtle(path))
    digests = _digest(*lists, *policies, *own, *corrected), _digest(*lists, *corrected)
    return merge_knowledge(knowledge_of(subjects, *digests), load_corrections(corrections))


def _turtle(folder: Path | None) -> list[Path]:
    return [] if folder is None else sorted(folder.glob("*.ttl"))


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def knowledge_of(subjects: Mapping[str, Properties], digest: str, lists_digest: str = "") -> Knowledge:
    """The knowledge that subjects with their properties describe; other subjects are passed over."""
    entities: dict[EntityType, dict[str, Entity]] = {type_: {} for type_ in ENTITY_TYPES}
    policies: dict[str, Policy] = {}
    for subject, properties in subjects.items():
        for class_ in properties.get(RDF_TYPE.value, ()):
            name = class_.value if isinstance(class_, NamedNode) else ""
            if type_ := _ENTITY_CLASSES.get(name):
                id_ = _own_id(subject, type_)
                entities[type_][id_] = read_entity(type_, id_, properties)
            elif name in _POLICY_CLASSES:
                id_ = _own_id(subject, "policy")
                policies[id_] = read_policy(id_, properties)
    return Knowledge(
        actors={k: v for k, v in entities["actor"].items() if isinstance(v, Actor)},
        industries={k: v for k, v in entities["industry"].items() if isinstance(v, Industry)},
        regions={k: v for k, v in entities["region"].items() if isinstance(v, Region)},
        instruments={k: v for k, v in entities["instrument"].items() if isinstance(v, Instrument)},
        policies=policies,
        hash=digest,
        lists_hash=lists_digest,
    )


def _own_id(subject: str, kind: str) -> str:
    id_ = local_id(subject, kind)
    if not id_:
        raise InvalidInputError(f"<{subject}> is a {kind} by type, not by IRI: name it {BASE}{kind}/ID")
    return id_
