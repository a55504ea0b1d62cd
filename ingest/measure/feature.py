"""What the English span model looks at: the words, tags and dependencies around a start and an end."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from ingest.measure.forms import Forms
from ingest.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 60
"""Tokens of a sentence that are looked at before a verb."""

_MODALS = frozenset(("will", "should", "would", "must", "can", "could", "may", "shall", "might"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_OBJECTS = frozenset(("dobj", "attr", "oprd", "acomp", "ccomp", "xcomp", "dative"))
_LINKS = frozenset((",", "and", "or", "also", "then", "to", "not", "therefore", "thus"))


def start_features(token: "Token", forms: Forms) -> list[str]:
    """Names of the binary features of `token` as the first of a measure; `forms` are those of its text."""
    first = _first_conjunct(token)
    return [
        "bias",
        *_window(token, forms),
        *_government(token, first),
        *_auxiliaries(token, first),
        *_arguments(token, first),
        *_sentence(token, forms),
    ]


def end_features(start: "Token", lasts: Sequence[int], forms: Forms) -> Iterator[list[str]]:
    """Names of the binary features of measures from `start` to each of the tokens at `lasts`, inclusive."""
    at, reach = start.i, start.right_edge.i
    inside = _inside(at, lasts[-1], forms) if lasts else []
    for last in lasts:
        rest = _boundary(start, last, forms), _following_verb(at, last, forms)
        yield ["bias", *rest[0], *rest[1], *inside[last - at], *_outside(reach, last, forms)]


def _first_conjunct(token: "Token") -> "Token":
    for _ in range(12):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _window(token: "Token", forms: Forms) -> list[str]:
    at, lower, tags = token.i, forms.lower, forms.tags
    before, before2, after, tag = lower[at - 1], lower[at - 2], lower[at + 1], tags[at]
    return [
        f"lemma={lemma(token)}",
        f"tag={tag}",
        f"dep={token.dep_}",
        f"tag+dep={tag} {token.dep_}",
        f"-1={before}",
        f"-2={before2}",
        f"-2-1={before2} {before}",
        f"+1={after}",
        f"+1tag={tags[at + 1]}",
        f"+1+2tag={tags[at + 1]} {tags[at + 2]}",
        f"-1tag={tags[at - 1]} {tag}",
        f"-2-1tag={tags[at - 2]} {tags[at - 1]} {tag}",
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


def _sentence(token: "Token", forms: Forms) -> list[str]:
    at, sentence, stop = token.i, token.sent, token.right_edge.i + 1
    begin = max(sentence.start, at - _FAR)
    before, reach = forms.lower[begin:at], forms.lower[at:stop]
    tags = forms.tags[begin:at]
    verb = next((i for i in range(at - 1, begin - 1, -1) if forms.tags[i].startswith(("MD", "V"))), None)
    tests = {
        "number": any(token.doc[i].like_num for i in range(at, min(at + 12, stop))),
        "percent": any(word in ("percent", "%", "$") for word in reach),
        "opening": at == sentence.start,
        "modal before": any(word in ("should", "will", "must") for word in before),
        "past before": "VBD" in tags,
        "colon before": ":" in before,
    }
    features = [name for name, holds in tests.items() if holds]
    if verb is not None:
        features += [f"verb before={lemma(token.doc[verb])}", f"verb before tag={forms.tags[verb]}"]
    return [
        *features,
        f"reach={min(8, len(reach) // 3)}",
        f"at={min(5, (at - sentence.start) // 4)}",
        f"sentence={min(5, len(sentence) // 8)}",
        f"to before={min(3, before.count('to'))}",
    ]


def _boundary(start: "Token", last: int, forms: Forms) -> list[str]:
    """The word behind the measure, and whether the parse takes it for a part of the measure."""
    at, lower, tags = start.i, forms.lower, forms.tags
    length, after, tag = last - at + 1, lower[last + 1], tags[last + 1]
    features = [
        f"after={after}",
        f"aftertag={tag}",
        f"after+2={after} {lower[last + 2]}",
        f"after+2tag={after} {tags[last + 2]}",
        f"last+after={tags[last]} {after}",
        f"length={min(length, 30)}",
        f"quarter={min(length // 4, 7)}",
    ]
    if last + 1 < len(forms):
        dependency = forms.dependencies[last + 1]
        inside, head = forms.governs(at, last + 1), _place(forms.heads[last + 1], at, last)
        features += [
            f"inside={inside}",
            f"inside+after={inside} {after}",
            f"afterdep={dependency}",
            f"afterhead={head}",
            f"afterdep+head={dependency} {head}",
            f"inside+dep+head={inside} {dependency} {head}",
        ]
    return features


def _place(index: int, start: int, last: int) -> str:
    if index == start:
        return "verb"
    if start < index <= last:
        return "within"
    return "left" if index < start else "right"


def _following_verb(start: int, last: int, forms: Forms) -> list[str]:
    """After a comma or conjunction: the first word that is no link, which tells lists from clauses."""
    lower = forms.lower
    after = lower[last + 1]
    if after not in ("and", "or", ","):
        return []
    links = list(takewhile(lambda index: lower[index] in _LINKS, range(last + 1, min(len(forms), last + 9))))
    at = links[-1] + 1
    if at >= len(forms):
        return []
    tag, dependency = forms.tags[at], forms.dependencies[at]
    infinitive = any(lower[index] == "to" for index in links)
    return [
        f"next tag={after} {tag}",
        f"next dep={after} {dependency}",
        f"next head={after} {dependency} {_place(forms.heads[at], start, last)}",
        f"next to={after} {infinitive} {tag.startswith('V')}",
    ]


def _outside(reach: int, last: int, forms: Forms) -> list[str]:
    """Where the measure ends beside what depends on its verb, up to `reach`, and beside the sentence."""
    after = min(last + 2, len(forms) - 1)
    return [
        f"subtree={(last > reach) - (last < reach)}",
        f"sentence end={last + 1 == len(forms) or forms.openings[after]}",
    ]


def _inside(start: int, last: int, forms: Forms) -> list[list[str]]:
    """What stands in the measure, for each of the tokens up to `last` as its end: counts that only grow."""
    found: list[list[str]] = []
    commas = ands = verbs = conjuncts = opened = 0
    has_object = relative = False
    for index in range(start, last + 1):
        lower, tag, dependency = forms.lower[index], forms.tags[index], forms.dependencies[index]
        commas += lower == ","
        ands += lower == "and"
        verbs += index > start and tag.startswith("V")
        conjuncts += index > start and dependency == "conj" and forms.heads[index] == start
        opened += (lower in "(“") - (lower in ")”")
        has_object = has_object or dependency in ("dobj", "attr", "acomp")
        relative = relative or tag in ("WDT", "WP")
        lists = f"{min(3, commas)} {min(2, ands)}"
        found.append(
            [
                f"commas={min(3, commas)}",
                f"commas+ands={lists}",
                f"commas+ands+after={lists} {forms.lower[index + 1]}",
                f"verbs={min(3, verbs)}",
                f"conjuncts={min(2, conjuncts)}",
                f"open={opened}",
                f"object={has_object}",
                f"relative={relative}",
            ]
        )
    return found
