"""What the tagger sees of each token: its form, its grammar, the list names over it, and its neighbours."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from ingest.mention.lexicon import Lexicon, word_key
from ingest.mention.token import Token
from ontology.knowledge import Knowledge
from ontology.matcher import NameMatch, longest

_UPPER, _LOWER, _DIGITS = re.compile(r"[A-Z]+"), re.compile(r"[a-z]+"), re.compile(r"\d+")
_RANK = {1.0: "label", 0.95: "alias"}
_BESIDE = {offset: f"{offset}:" for offset in (-2, -1, 1, 2)}


@cache
def _shape(word: str) -> str:
    """Capitals as X, small letters as x, digits as d, runs as one ("Co." is "Xx.")."""
    return _DIGITS.sub("d", _LOWER.sub("x", _UPPER.sub("X", word)))[:6]


@cache
def _form(word: str, chinese: bool) -> tuple[str, ...]:
    if chinese:
        return f"zw={word}", f"zsh={_shape(word)}"
    lower = word.lower()
    return f"w={word_key(word)}", f"sh={_shape(word)}", f"s3={lower[-3:]}", f"s4={lower[-4:]}"


class FeatureExtractor:
    """Turns token sequences into features. `lexicon` holds the words of the lists of `knowledge`."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon

    def extract(
        self, tokens: Sequence[Token], matches: Sequence[NameMatch], chinese: bool
    ) -> list[list[str]]:
        """The features of each token; `matches` are all list names that stand in the sequence."""
        own = [[*_form(token.text, chinese)] for token in tokens]
        near: list[list[str]] = [[form[0], form[1]] for form in own]
        far: list[list[str]] = [[form[0]] for form in own]
        self._add_grammar(tokens, chinese, own, near, far)
        self._add_matches(tokens, matches, own, near, far)
        return _with_neighbours(own, near, far)

    def _add_grammar(
        self,
        tokens: Sequence[Token],
        chinese: bool,
        own: list[list[str]],
        near: list[list[str]],
        far: list[list[str]],
    ) -> None:
        for index, token in enumerate(tokens):
            words = self._lexicon.features(token.text if chinese else word_key(token.text))
            own[index] += words
            near[index] += words
            if token.tag:
                tag = "tag=" + token.tag
                own[index] += [tag, "dep=" + token.dependency, "head=" + word_key(tokens[token.head].text)]
                near[index] += [tag, "dep=" + token.dependency]
                far[index].append(tag)
            if chinese:
                following = tokens[index + 1].text if index + 1 < len(tokens) else ""
                own[index].append(f"zbi={token.text}{following}")
                near[index].append(f"zbi={token.text}{following}")

    def _add_matches(
        self,
        tokens: Sequence[Token],
        matches: Sequence[NameMatch],
        own: list[list[str]],
        near: list[list[str]],
        far: list[list[str]],
    ) -> None:
        starts = [token.start for token in tokens]
        for layer, found in (("L", longest(m for m in matches if not m.context)), ("C", longest(matches))):
            for match in found:
                first, last = bisect_right(starts, match.start) - 1, bisect_right(starts, match.end - 1) - 1
                for index in range(max(first, 0), last + 1):
                    place = _place(index, first, last)
                    shown, detail = self._match_features(layer, place, match)
                    own[index] += shown + detail
                    near[index] += shown
                    far[index].append(shown[0])

    def _match_features(self, layer: str, place: str, match: NameMatch) -> tuple[list[str], list[str]]:
        rank = "context" if match.context else _RANK.get(match.score, "alias")
        shown = [f"{layer}={place}-{match.type}", f"{layer}r={place}-{match.type}-{rank}"]
        detail = [
            f"{layer}k={place}-{match.type}-{self._kind(match)}-{rank}",
            f"{layer}case={place}-{match.type}-{match.text[0].isupper()}-{rank}",
        ]
        if layer == "L":
            detail.append(f"id={match.id}")
        return shown, detail

    def _kind(self, match: NameMatch) -> str:
        if match.type == "actor":
            return self._knowledge.actors[match.id].kind
        return self._knowledge.regions[match.id].kind if match.type == "region" else ""


def _place(index: int, first: int, last: int) -> str:
    if first == last:
        return "S"
    return "B" if index == first else "E" if index == last else "I"


def _with_neighbours(own: list[list[str]], near: list[list[str]], far: list[list[str]]) -> list[list[str]]:
    """Own features, those of the words beside it, and the barest of the words one further."""
    found = []
    for index, features in enumerate(own):
        whole = [*features, "bias"]
        for offset, prefix in _BESIDE.items():
            at = index + offset
            if 0 <= at < len(own):
                whole += [prefix + feature for feature in (near if abs(offset) == 1 else far)[at]]
            else:
                whole.append(prefix + "edge")
        found.append(whole)
    return found
