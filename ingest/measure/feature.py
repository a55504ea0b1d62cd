"""What the English span model looks at: the words, tags and dependencies around a start and an end."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from ingest.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FAR = 60
"""Tokens of a sentence that are looked at before a verb."""

_MODALS = frozenset(("will", "should", "would", "must", "can", "could", "may", "shall", "might"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_OBJECTS = frozenset(("dobj", "attr", "oprd", "acomp", "ccomp", "xcomp", "dative"))
_LINKS = frozenset((",", "and", "or", "also", "then", "to", "not", "therefore", "thus"))


def start_features(token: "Token") -> list[str]:
    """Names of the binary features of `token` as the first of a measure."""
    first = _first_conjunct(token)
    return [
        "bias",
        *_window(token),
        *_government(token, first),
        *_auxiliaries(token, first),
        *_arguments(token, first),
        *_sentence(token),
    ]


def end_features(start: "Token", lasts: Sequence[int]) -> Iterator[list[str]]:
    """Names of the binary features of measures from `start` to each of the tokens at `lasts`, inclusive."""
    inside = _inside(start, lasts[-1]) if lasts else []
    for last in lasts:
        rest = _boundary(start, last), _following_verb(start, last)
        yield ["bias", *rest[0], *rest[1], *inside[last - start.i], *_outside(start, last)]


def _first_conjunct(token: "Token") -> "Token":
    for _ in range(12):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _lower(doc: "Doc", index: int) -> str:
    return str(doc[index].lower_) if 0 <= index < len(doc) else "<>"


def _tag(doc: "Doc", index: int) -> str:
    return str(doc[index].tag_) if 0 <= index < len(doc) else "<>"


def _window(token: "Token") -> list[str]:
    doc, at, tag = token.doc, token.i, token.tag_
    before, before2, after = (_lower(doc, at + offset) for offset in (-1, -2, 1))
    return [
        f"lemma={lemma(token)}",
        f"tag={tag}",
        f"dep={token.dep_}",
        f"tag+dep={tag} {token.dep_}",
        f"-1={before}",
        f"-2={before2}",
        f"-2-1={before2} {before}",
        f"+1={after}",
        f"+1tag={_tag(doc, at + 1)}",
        f"+1+2tag={_tag(doc, at + 1)} {_tag(doc, at + 2)}",
        f"-1tag={_tag(doc, at - 1)} {tag}",
        f"-2-1tag={_tag(doc, at - 2)} {_tag(doc, at - 1)} {tag}",
    ]


def _government(token: "Token", first: "Token") -> list[str]:
    """The word that governs the verb, and the one that governs the first of its conjuncts."""
    head, own, governor = token.head, lemma(token.head), lemma(first.head)
    return [
        f"head={own}",
        f"headtag={head.tag_}",
        f"headdep={head.dep_}",
        f"dep+head={token.dep_} {own}",
        f"firstdep={first.dep_}",
        f"firsttag={first.tag_}",
        f"firsthead={governor}",
        f"firstdep+tag={first.dep_} {first.tag_}",
        f"firstdep+head={first.dep_} {governor}",
        f"conjunct={first.i != token.i}",
    ]


def _auxiliaries(token: "Token", first: "Token") -> list[str]:
    own = sorted({child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")})
    shared = sorted({child.lower_ for child in first.children if child.dep_ in ("aux", "auxpass")})
    mood = _mood({*own, *shared})
    features = [f"aux={word}" for word in own]
    if first.i != token.i:
        features += [f"firstaux={word}" for word in shared]
    features += [
        f"mood={mood}",
        f"mood+tag={mood} {token.tag_}",
        f"mood+dep={mood} {first.dep_}",
        f"mood+aux={mood} {','.join(own)}",
    ]
    dependencies = {child.dep_ for child in token.children}
    return features + [name for name in ("neg", "auxpass") if name in dependencies]


def _mood(words: set[str]) -> str:
    if words & _MODALS:
        return "modal"
    if "to" in words:
        return "to"
    if words & {"has", "have", "had"}:
        return "have"
    return "be" if words & {"is", "are", "was", "were", "been", "be", "being"} else "none"


def _arguments(token: "Token", first: "Token") -> list[str]:
    features = []
    for holder in (token, first, first.head):
        subject = next((child for child in holder.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            features += [
                f"subj={lemma(subject)}",
                f"subjtag={subject.tag_}",
                f"subjdep={subject.dep_}",
            ]
            break
    obj = next((child for child in token.children if child.dep_ in _OBJECTS), None)
    if obj is None:
        return [*features, "obj=none"]
    return [*features, f"obj={lemma(obj)}", f"objdep={obj.dep_}", f"objtag={obj.tag_}"]


def _sentence(token: "Token") -> list[str]:
    doc, sentence = token.doc, token.sent
    before = list(doc[max(sentence.start, token.i - _FAR) : token.i])
    reach = doc[token.i : token.right_edge.i + 1]
    verb = next((word for word in reversed(before) if word.tag_ == "MD" or word.tag_.startswith("V")), None)
    tests = {
        "number": any(word.like_num for word in reach[:12]),
        "percent": any(word.lower_ in ("percent", "%", "$") for word in reach),
        "opening": token.i == sentence.start,
        "modal before": any(word.lower_ in ("should", "will", "must") for word in before),
        "past before": any(word.tag_ == "VBD" for word in before),
        "colon before": any(word.lower_ == ":" for word in before),
    }
    features = [name for name, holds in tests.items() if holds]
    if verb is not None:
        features += [f"verb before={lemma(verb)}", f"verb before tag={verb.tag_}"]
    return [
        *features,
        f"reach={min(8, len(reach) // 3)}",
        f"at={min(5, (token.i - sentence.start) // 4)}",
        f"sentence={min(5, len(sentence) // 8)}",
        f"to before={min(3, sum(word.lower_ == 'to' for word in before))}",
    ]


def _boundary(start: "Token", last: int) -> list[str]:
    """The word behind the measure, and whether the parse takes it for a part of the measure."""
    doc, length = start.doc, last - start.i + 1
    after, tag = _lower(doc, last + 1), _tag(doc, last + 1)
    features = [
        f"after={after}",
        f"aftertag={tag}",
        f"after+2={after} {_lower(doc, last + 2)}",
        f"after+2tag={after} {_tag(doc, last + 2)}",
        f"last+after={_tag(doc, last)} {after}",
        f"length={min(length, 30)}",
        f"quarter={min(length // 4, 7)}",
    ]
    if last + 1 < len(doc):
        following = doc[last + 1]
        inside, head = start.is_ancestor(following), _place(following.head.i, start.i, last)
        features += [
            f"inside={inside}",
            f"inside+after={inside} {after}",
            f"afterdep={following.dep_}",
            f"afterhead={head}",
            f"afterdep+head={following.dep_} {head}",
            f"inside+dep+head={inside} {following.dep_} {head}",
        ]
    return features


def _place(index: int, start: int, last: int) -> str:
    if index == start:
        return "verb"
    if start < index <= last:
        return "within"
    return "left" if index < start else "right"


def _following_verb(start: "Token", last: int) -> list[str]:
    """After a comma or conjunction: the first word that is no link, which tells lists from clauses."""
    doc = start.doc
    after = _lower(doc, last + 1)
    if after not in ("and", "or", ","):
        return []
    reach = range(last + 1, min(len(doc), last + 9))
    links = list(takewhile(lambda index: _lower(doc, index) in _LINKS, reach))
    at = links[-1] + 1
    if at >= len(doc):
        return []
    word, infinitive = doc[at], any(_lower(doc, index) == "to" for index in links)
    return [
        f"next tag={after} {word.tag_}",
        f"next dep={after} {word.dep_}",
        f"next head={after} {word.dep_} {_place(word.head.i, start.i, last)}",
        f"next to={after} {infinitive} {word.tag_.startswith('V')}",
    ]


def _outside(start: "Token", last: int) -> list[str]:
    reach, after = start.right_edge.i, min(last + 2, len(start.doc) - 1)
    closing = last + 1 == len(start.doc) or start.doc[after].is_sent_start
    return [
        f"subtree={(last > reach) - (last < reach)}",
        f"sentence end={closing}",
    ]


def _inside(start: "Token", last: int) -> list[list[str]]:
    """What stands in the measure, for each of the tokens up to `last` as its end: counts that only grow."""
    found: list[list[str]] = []
    commas = ands = verbs = conjuncts = opened = 0
    has_object = relative = False
    doc = start.doc
    for index in range(start.i, last + 1):
        word = doc[index]
        lower, tag, dep = word.lower_, word.tag_, word.dep_
        commas += lower == ","
        ands += lower == "and"
        verbs += index > start.i and tag.startswith("V")
        conjuncts += index > start.i and dep == "conj" and word.head.i == start.i
        opened += (lower in "(“") - (lower in ")”")
        has_object = has_object or dep in ("dobj", "attr", "acomp")
        relative = relative or tag in ("WDT", "WP")
        lists = f"{min(3, commas)} {min(2, ands)}"
        found.append(
            [
                f"commas={min(3, commas)}",
                f"commas+ands={lists}",
                f"commas+ands+after={lists} {_lower(doc, index + 1)}",
                f"verbs={min(3, verbs)}",
                f"conjuncts={min(2, conjuncts)}",
                f"open={opened}",
                f"object={has_object}",
                f"relative={relative}",
            ]
        )
    return found
