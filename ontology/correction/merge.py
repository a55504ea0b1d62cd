"""Lists and register with merged entries made one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ontology.correction.correction import Corrections
from ontology.entity import Actor, Entity, Industry, Instrument, Region
from ontology.errors import InvalidInputError
from ontology.policy import Policy, PolicyRelation

if TYPE_CHECKING:
    from ontology.knowledge import Knowledge

_E = TypeVar("_E", Actor, Industry, Region, Instrument)


def merge_knowledge(knowledge: "Knowledge", corrections: Corrections) -> "Knowledge":
    """Merged entries gone, their names given to what they became, links to them turned there.

    Raises InvalidInputError where a merge leads to what no list has.
    """
    merges = corrections.merges
    if not merges:
        return replace(knowledge, corrections=corrections)
    policies = _merged_policies(knowledge.policies, merges)
    return replace(
        knowledge,
        actors={
            id_: replace(
                actor,
                region=_turned("region", actor.region, merges),
                successor=_other(id_, _turned("actor", actor.successor, merges)),
            )
            for id_, actor in _merged_list(knowledge.actors, merges).items()
        },
        industries=_merged_list(knowledge.industries, merges),
        regions={
            id_: replace(region, members=_turned_all("region", region.members, merges))
            for id_, region in _merged_list(knowledge.regions, merges).items()
        },
        instruments=_merged_list(knowledge.instruments, merges),
        policies={id_: _relinked(policy, merges) for id_, policy in policies.items()},
        corrections=corrections,
    )


def _turned(kind: str, id_: str | None, merges: Mapping[str, str]) -> str | None:
    return None if id_ is None else merges.get(f"{kind}/{id_}", f"{kind}/{id_}").partition("/")[2]


def _turned_all(kind: str, ids: tuple[str, ...], merges: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_turned(kind, id_, merges) or id_ for id_ in ids))


def _other(id_: str, link: str | None) -> str | None:
    """A link that does not lead back to where it starts."""
    return None if link == id_ else link


def _merged_list(entries: Mapping[str, _E], merges: Mapping[str, str]) -> dict[str, _E]:
    kept = dict(entries)
    for source, target in merges.items():
        kind, _, id_ = source.partition("/")
        if id_ in entries and kind == entries[id_].type:
            del kept[id_]
            into = target.partition("/")[2]
            if into not in kept:
                raise InvalidInputError(
                    f"{source!r} was merged into {target!r}, which no list has: undo that"
                )
            kept[into] = _with_names(kept[into], entries[id_])
    return {
        id_: replace(entry, broader=_other(id_, _turned(entry.type, entry.broader, merges)))
        for id_, entry in kept.items()
    }


def _with_names(entry: _E, other: Entity) -> _E:
    return replace(
        entry,
        aliases_en=_joined(entry.aliases_en, other.label_en, other.aliases_en),
        aliases_zh=_joined(entry.aliases_zh, other.label_zh, other.aliases_zh),
        context_aliases_en=_joined(entry.context_aliases_en, "", other.context_aliases_en),
        context_aliases_zh=_joined(entry.context_aliases_zh, "", other.context_aliases_zh),
    )


def _joined(names: tuple[str, ...], label: str | None, more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*names, *more, *((label,) if label else ())}))


def _merged_policies(policies: Mapping[str, Policy], merges: Mapping[str, str]) -> dict[str, Policy]:
    kept = dict(policies)
    for source, target in merges.items():
        kind, _, id_ = source.partition("/")
        if kind == "policy" and id_ in policies:
            other, into = kept.pop(id_), target.partition("/")[2]
            if into not in kept:
                raise InvalidInputError(
                    f"{source!r} was merged into {target!r}, which is not registered: undo that"
                )
            kept[into] = _with_titles(kept[into], other)
    return kept


def _with_titles(policy: Policy, other: Policy) -> Policy:
    return replace(
        policy,
        aliases_en=_joined(_joined(policy.aliases_en, other.title_en, other.aliases_en), other.number_en, ()),
        aliases_zh=_joined(_joined(policy.aliases_zh, other.title_zh, other.aliases_zh), other.number_zh, ()),
        context_aliases_en=_joined(policy.context_aliases_en, None, other.context_aliases_en),
        context_aliases_zh=_joined(policy.context_aliases_zh, None, other.context_aliases_zh),
        relations=(*policy.relations, *other.relations),
    )


def _relinked(policy: Policy, merges: Mapping[str, str]) -> Policy:
    relations = {
        PolicyRelation(r.type, _turned("policy", r.target, merges) or r.target) for r in policy.relations
    }
    return replace(
        policy,
        issuers=_turned_all("actor", policy.issuers, merges),
        regions=_turned_all("region", policy.regions, merges),
        industries=_turned_all("industry", policy.industries, merges),
        relations=tuple(
            sorted((r for r in relations if r.target != policy.id), key=lambda r: (r.type, r.target))
        ),
    )
