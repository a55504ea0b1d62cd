"""Names of those who are put to use: "利用…技术人才" makes nobody act."""

import re

from ontology.article import Mention

_USING = re.compile("(?:利用|依托|依靠|发挥|凭借|借助|运用)[^，,。；;：:！？\n]*$")
_FAR = 40
"""Code points before a name within which the verb stands that governs it."""


def is_means(text: str, mention: Mention) -> bool:
    """Whether an actor of a Chinese text is the object of a verb of using, in the same clause."""
    if mention.type != "actor":
        return False
    before = text[max(0, mention.start - _FAR) : mention.start]
    return _USING.search(before) is not None
