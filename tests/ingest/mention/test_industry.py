"""Whole phrases are judged, with what the tagger thinks unlikely and what only a list names."""

from pathlib import Path

import pytest

from ingest.mention.industry import IndustryModel, Paragraph, Proposal, Usage, countable_phrases
from ingest.mention.tagger import OUTSIDE, TokenChance
from ingest.mention.token import Token
from ontology.errors import InvalidInputError
from ontology.matcher import NameMatch

UNSEEN = Usage({}, {})
SURE, DOUBTFUL, UNLIKELY = 0.9, 0.2, 0.08


def noun(start: int, text: str, head: int, dependency: str = "dobj") -> Token:
    return Token(start, start + len(text), text, "NN", dependency, head)


def chance(label: str, likely: float) -> TokenChance:
    return TokenChance(1 - likely, label, likely, likely if label.endswith("industry") else 0.0)


OTHER = TokenChance(0.99, OUTSIDE, 0.0, 0.01)
TOKENS = [noun(0, "coal", 0), Token(5, 8, "and", "CC", "cc", 0), noun(9, "steels", 0, "conj")]


def paragraph(*chances: TokenChance, names: tuple[NameMatch, ...] = ()) -> Paragraph:
    return Paragraph(TOKENS, chances, names)


def listed(start: int, end: int) -> NameMatch:
    return NameMatch(start, end, "steels", "industry", "steel", 1.0, "steel", False, ())


def test_the_bolder_proposals_stand_beside_the_surer_ones() -> None:
    found = paragraph(chance("B-industry", SURE), OTHER, chance("B-industry", UNLIKELY)).proposals
    assert found == [Proposal(0, 0, 0), Proposal(2, 2, 2)]


def test_a_list_name_is_proposed_however_unlikely() -> None:
    assert paragraph(OTHER, OTHER, OTHER, names=(listed(9, 15),)).proposals == [Proposal(2, 2, 3)]


def test_a_mention_of_another_type_is_no_industry() -> None:
    actor = chance("B-actor", SURE)
    assert paragraph(OTHER, OTHER, actor, names=(listed(9, 15),)).proposals == []


def test_what_was_marked_before_is_likelier_and_what_was_not_is_less_likely() -> None:
    marked, unmarked = Usage({"coal": (3, 4)}, {"coal": (3, 4)}), Usage({"coal": (0, 4)}, {"coal": (0, 4)})
    assert UNSEEN.odds("coal", "coal") == [0, 0]
    assert min(marked.odds("coal", "coal")) > 0 > max(unmarked.odds("coal", "coal"))


def test_coordinated_nouns_speak_for_each_other() -> None:
    features = [
        paragraph(chance("B-industry", DOUBTFUL), OTHER, chance("B-industry", likely)).features(
            Proposal(0, 0, 1), UNSEEN
        )
        for likely in (SURE, UNLIKELY)
    ]
    changed = [at for at, (a, b) in enumerate(zip(*features, strict=True)) if a != b]
    assert [features[0][at] for at in changed] == [SURE, SURE]


def test_a_phrase_is_counted_without_capitals_and_number() -> None:
    assert paragraph(OTHER, OTHER, OTHER).phrase(0, 2) == "coal and steel"
    assert list(countable_phrases(TOKENS)) == [(0, 0), (0, 2), (2, 2)]


def test_only_likely_proposals_are_read() -> None:
    text = paragraph(chance("B-industry", SURE), OTHER, chance("B-industry", UNLIKELY))
    weights = [1.0, *[0.0] * (len(text.features(text.proposals[0], UNSEEN)) - 1)]
    found = IndustryModel(weights, 0.0, UNSEEN).read(text)
    assert [(span.first, span.last, round(span.score, 3)) for span in found] == [(0, 0, SURE)]


def test_a_model_is_kept_in_a_file(tmp_path: Path) -> None:
    model = IndustryModel([0.5], -1.0, Usage({"coal": (1, 2)}, {"coal": (1, 3)}))
    model.save(tmp_path / "industry.json")
    assert IndustryModel.load(tmp_path / "industry.json") == model


def test_what_is_no_model_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="train_mentions"):
        IndustryModel.load(tmp_path / "industry.json")
