"""Whether a reading names what the gold names."""

from ingest.evaluation.markup import Span
from ingest.evaluation.outcome import Reading
from ontology.article import Citation, Measure, Mention
from ontology.entity import Entity, EntityType
from ontology.knowledge import Knowledge

NIL = "NIL:"
AMBIGUOUS = "AMBIGUOUS:"


class MentionJudge:
    """Compares mentions with canonical names: the label or an alias of the entity equals it, case aside."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def reading(self, mention: Mention) -> Reading:
        """A mention as a reading, named by its id, or by its label where it stands in no list."""
        listed = mention.status == "listed"
        name = mention.id if listed else mention.label
        return Reading(mention.start, mention.end, mention.type, name, mention.score, listed)

    def right(self, span: Span, reading: Reading) -> bool:
        """Whether both name the same entity."""
        return span.name.casefold() in (name.casefold() for name in self._names(reading))

    def _names(self, reading: Reading) -> tuple[str, ...]:
        if not reading.asserted:
            return (reading.name,)
        return _names(self._knowledge.entity(_entity_type(reading.type), reading.name))


class PolicyJudge:
    """Compares citations with register ids, `NIL:…` (not registered) or `AMBIGUOUS:id,id` (several fit)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by_name = {name.casefold(): p.id for p in knowledge.policies.values() for name in p.names}

    def reading(self, citation: Citation) -> Reading:
        """A citation as a reading, named by its policy's id, or by its status where it isn't resolved."""
        resolved = citation.status == "resolved"
        name = citation.policy if resolved and citation.policy else citation.status
        return Reading(citation.start, citation.end, "policy", name, citation.score, resolved)

    def right(self, span: Span, reading: Reading) -> bool:
        """Whether the reading's state and policy are those of the gold."""
        accepted = self.accepted(span)
        if not accepted:
            return reading.name == "unregistered"
        return reading.name in accepted or (len(accepted) > 1 and reading.name == "ambiguous")

    def accepted(self, span: Span) -> frozenset[str]:
        """The ids that are right for a gold span: none where its policy isn't registered."""
        if span.name.startswith(AMBIGUOUS):
            return frozenset(span.name.removeprefix(AMBIGUOUS).split(","))
        if span.name in self._knowledge.policies:
            return frozenset((span.name,))
        known = self._by_name.get(span.name.casefold())
        return frozenset((known,)) if known else frozenset()


def measure_reading(measure: Measure) -> Reading:
    """A measure as a reading, named by its instrument class."""
    return Reading(measure.start, measure.end, "measure", measure.instrument, measure.score)


def standing_reading(measure: Measure) -> Reading:
    """A measure as a reading, named by its standing."""
    return Reading(measure.start, measure.end, "standing", measure.standing, measure.score)


def same_name(span: Span, reading: Reading) -> bool:
    """Whether a measure has the gold's instrument class, or its standing."""
    return span.name == reading.name


def _names(entity: Entity) -> tuple[str, ...]:
    return (
        entity.label_en,
        entity.label_zh,
        *entity.aliases_en,
        *entity.aliases_zh,
        *entity.context_aliases_en,
        *entity.context_aliases_zh,
    )


def _entity_type(name: str) -> EntityType:
    if name == "actor":
        return "actor"
    return "industry" if name == "industry" else "region"
