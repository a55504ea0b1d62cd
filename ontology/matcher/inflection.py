"""English forms of a list name that a text may show: number and spelling."""

import re
from collections.abc import Iterator

_IRREGULAR = {"man": "men", "woman": "women", "person": "persons", "people": "people"}
_UNCOUNTED = frozenset(
    {"aircraft", "economics", "electronics", "logistics", "media", "news", "people", "personnel"}
    | {"physics", "police", "politics", "research", "robotics", "series", "services"}
)
_SPELLING = (
    ("defence", "defense"),
    ("centre", "center"),
    ("labour", "labor"),
    ("organisation", "organization"),
    ("programme", "program"),
    ("co operation", "cooperation"),
    ("co operative", "cooperative"),
    ("fibre", "fiber"),
    ("aluminium", "aluminum"),
    ("tyre", "tire"),
    ("jewellery", "jewelry"),
    ("aeroplane", "airplane"),
    ("grey", "gray"),
    ("harbour", "harbor"),
    ("theatre", "theater"),
    ("isation", "ization"),
    ("ageing", "aging"),
    ("modelling", "modeling"),
    ("&", "and"),
)
_SHORT = 6  # "Xi'an" without its apostrophe would be any Xian
_SPELLINGS = re.compile("|".join(re.escape(form) for pair in _SPELLING for form in pair))
_OTHER_SPELLING = dict(_SPELLING) | {b: a for a, b in _SPELLING if b != "and"}


def plural(word: str) -> str:
    """The regular English plural of a lower-case word ("city" to "cities")."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _UNCOUNTED or (word.endswith("s") and not word.endswith("ss")):
        return word
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:ss|x|ch|sh)$", word) else "s")


def singular(word: str) -> str:
    """The singular that a lower-case English word is the regular plural of, or the word itself."""
    if word in _UNCOUNTED or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:ss|x|ch|sh)es$", word) else word[:-1]


def _numbers(name: str) -> Iterator[str]:
    """A common noun phrase in singular and plural: its last word, or the one before "of"."""
    head, of, rest = name.partition(" of ")
    before, _, last = head.rpartition(" ")
    for form in {last, plural(last), singular(last)}:
        yield f"{before} {form}{of}{rest}".lstrip()


def spellings(name: str, *, common: bool) -> set[str]:
    """All forms of a folded lower-case English name; `common` names (no proper ones) inflect in number."""
    forms = set(_numbers(name)) if common else {name}
    if _SPELLINGS.search(name):
        forms |= {_SPELLINGS.sub(lambda m: _OTHER_SPELLING.get(m.group(), m.group()), form) for form in forms}
    if "'" in name and len(name) > _SHORT:
        forms |= {form.replace("'", "") for form in forms}
    return forms
