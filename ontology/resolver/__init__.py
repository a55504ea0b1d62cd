"""Resolution of citations against the register of policies."""

from ontology.resolver.evidence import Evidence
from ontology.resolver.resolver import PolicyResolver, Resolution, Scored

__all__ = ["Evidence", "PolicyResolver", "Resolution", "Scored"]
