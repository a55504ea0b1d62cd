"""References by GB/T 7714-2015, the Chinese standard: issuer. title: number[type]. (date). address."""

from ingest.bibliography.work import CitedWork

_MOST_ISSUERS = 3


def to_gbt7714(works: list[CitedWork]) -> str:
    """A numbered list; below each reference, indented, the passages that cite it."""
    lines = []
    for position, work in enumerate(works, start=1):
        lines.append(f"[{position}] {_reference(work)}")
        lines.extend(f"    {passage}" for passage in work.passages)
    return "".join(f"{line}\n" for line in lines)


def _reference(work: CitedWork) -> str:
    title = f"{work.title}: {work.number}" if work.number and work.number != work.title else work.title
    type_ = "[EB/OL]" if work.url else "[Z]"
    parts = [f"{_issuers(work)}. " if work.issuers else "", f"{title}{type_}."]
    parts.append(f" ({work.date})." if work.date and work.url else f" {work.date}." if work.date else "")
    parts.append(f" {work.url}." if work.url else "")
    parts.append(f" ({work.note})" if work.note else "")
    return "".join(parts)


def _issuers(work: CitedWork) -> str:
    """At most three issuers, then 等 or et al., as section 8.1 of the standard has it."""
    named = ", ".join(work.issuers[:_MOST_ISSUERS])
    if len(work.issuers) <= _MOST_ISSUERS:
        return named
    return named + (", 等" if work.language == "zh" else ", et al.").removesuffix(".")
