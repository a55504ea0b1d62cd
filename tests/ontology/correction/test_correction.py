from dataclasses import replace

import pytest

from ontology.article import Annotation, Article, Citation, Document, Measure, Mention
from ontology.correction import (
    Confirmation,
    Corrections,
    Merge,
    Rejection,
    add_correction,
    apply_corrections,
    load_corrections,
    undo_correction,
)
from ontology.errors import InvalidInputError, NotFoundError
from ontology.knowledge import load_knowledge

AT = "2026-01-02T03:04:05+00:00"
CHAOYANG = Mention(0, 8, "Chaoyang", "region", "chaoyang", "Chaoyang", 0.6)
PLAN = Citation(
    20,
    28,
    "the Plan",
    "ambiguous",
    None,
    ("12th-five-year-plan", "13th-five-year-plan"),
    None,
    None,
    "alias",
    0.5,
)
MEASURE = Measure(
    0,
    40,
    "Chaoyang …",
    "infrastructure",
    0.7,
    "planned",
    regions=("chaoyang", "liaoning"),
    actors=("sdpc", "ndrc"),
)
ARTICLE = Article(
    Document("a", "T", "…"),
    (),
    Annotation("en", mentions=(CHAOYANG,), citations=(PLAN,), measures=(MEASURE,)),
)


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def corrected(knowledge, *corrections, article=ARTICLE):
    numbered = {str(number): correction for number, correction in enumerate(corrections)}
    return apply_corrections(article, replace(knowledge, corrections=Corrections(numbered))).annotation


def test_a_rejected_mention_goes_and_leaves_the_slots_of_measures(knowledge):
    annotation = corrected(knowledge, Rejection("Chaoyang", "region/chaoyang", "article/a"))
    assert annotation.mentions == ()
    assert annotation.measures[0].regions == ("liaoning",)


def test_a_rejection_for_another_document_or_entity_changes_nothing(knowledge):
    unchanged = (
        Rejection("Chaoyang", "region/chaoyang", "article/b"),
        Rejection("Chaoyang", "region/daqing"),
        Rejection("Chaoyang District", "region/chaoyang"),
    )
    assert corrected(knowledge, *unchanged) == ARTICLE.annotation


def test_a_confirmed_mention_gets_its_entity_for_certain(knowledge):
    (mention,) = corrected(knowledge, Confirmation("Chaoyang", "region/chaoyang-district-beijing")).mentions
    assert (mention.id, mention.score, mention.status) == ("chaoyang-district-beijing", 1.0, "listed")


def test_a_confirmed_citation_is_resolved(knowledge):
    (citation,) = corrected(knowledge, Confirmation("the Plan", "policy/13th-five-year-plan")).citations
    assert (citation.status, citation.policy) == ("resolved", "13th-five-year-plan")
    assert citation.candidates == ("13th-five-year-plan",)


def test_a_rejected_candidate_leaves_the_citation_in_place(knowledge):
    (citation,) = corrected(knowledge, Rejection("the Plan", "policy/12th-five-year-plan")).citations
    assert (citation.status, citation.policy) == ("unregistered", None)
    assert citation.candidates == ("13th-five-year-plan",)


def test_the_last_word_on_a_quote_holds(knowledge):
    annotation = corrected(
        knowledge,
        Rejection("Chaoyang", "region/chaoyang"),
        Confirmation("Chaoyang", "region/chaoyang"),
    )
    assert annotation.mentions[0].score == 1.0


def test_a_merge_gives_names_and_links_to_what_stays(knowledge, tmp_path):
    add_correction(tmp_path, Merge("actor/sdpc", "actor/ndrc", by="Li", at=AT, reason="one body"), knowledge)
    merged = load_knowledge(corrections=tmp_path)
    assert "sdpc" not in merged.actors
    assert knowledge.actors["sdpc"].label_en in merged.actors["ndrc"].aliases_en
    assert merged.entity("actor", "sdpc") == merged.actors["ndrc"]
    assert merged.actors["ndrc"].successor is None
    assert merged.hash != knowledge.hash
    assert apply_corrections(ARTICLE, merged).annotation.measures[0].actors == ("ndrc",)


def test_a_provisional_entity_may_be_merged_into_a_listed_one(knowledge):
    mention = replace(CHAOYANG, id="chaoyang-somewhere", status="provisional")
    article = replace(ARTICLE, annotation=Annotation("en", mentions=(mention,)))
    annotation = corrected(knowledge, Merge("region/chaoyang-somewhere", "region/chaoyang"), article=article)
    assert (annotation.mentions[0].id, annotation.mentions[0].status) == ("chaoyang", "listed")


def test_merged_policies_are_one_with_all_names_and_relations(knowledge, tmp_path):
    add_correction(tmp_path, Merge("policy/12th-five-year-plan", "policy/13th-five-year-plan"), knowledge)
    merged = load_knowledge(corrections=tmp_path)
    assert "12th-five-year-plan" not in merged.policies
    assert set(knowledge.policies["12th-five-year-plan"].aliases_en) <= set(
        merged.policies["13th-five-year-plan"].aliases_en
    )
    assert all(r.target in merged.policies for p in merged.policies.values() for r in p.relations)


def test_corrections_are_kept_as_turtle_come_back_and_can_be_undone(knowledge, tmp_path):
    wanted = [
        Merge("region/x", "region/daqing", by="Li", at=AT, reason="same"),
        Rejection('"quoted" 朝阳', "region/chaoyang", "article/a b", by="Li", at=AT),
        Confirmation("the Plan", "policy/13th-five-year-plan", by="Li", at=AT),
    ]
    ids = [add_correction(tmp_path, correction, knowledge) for correction in wanted]
    loaded = load_corrections(tmp_path).by_id
    assert [loaded[id_] for id_ in ids] == [
        replace(c, document=c.document or None) if not isinstance(c, Merge) else c for c in wanted
    ]
    undo_correction(tmp_path, ids[0])
    assert load_corrections(tmp_path).by_id.keys() == set(ids[1:])
    with pytest.raises(NotFoundError, match=ids[1]):
        undo_correction(tmp_path, ids[0])


@pytest.mark.parametrize(
    ("correction", "error", "message"),
    [
        (Merge("region/daqing", "region/daqing"), InvalidInputError, "with itself"),
        (Merge("region/daqing", "actor/ndrc"), InvalidInputError, "differ in kind"),
        (Merge("region/daqing", "region/atlantis"), NotFoundError, "atlantis"),
        (Merge("daqing", "region/china"), InvalidInputError, "write kind/id"),
        (Rejection(" ", "region/daqing"), InvalidInputError, "quote is empty"),
        (Confirmation("the Plan", "policy/no-such"), NotFoundError, "no-such"),
        (
            Rejection("Daqing", "region/daqing", "2017-retools"),
            InvalidInputError,
            "no document: write",
        ),
        (Rejection("Daqing", "region/daqing", "article/"), InvalidInputError, "no document"),
    ],
)
def test_a_correction_that_cannot_be_applied_is_refused(knowledge, tmp_path, correction, error, message):
    with pytest.raises(error, match=message):
        add_correction(tmp_path, correction, knowledge)


def test_merges_in_a_circle_are_refused(knowledge, tmp_path):
    add_correction(tmp_path, Merge("actor/sdpc", "actor/ndrc"), knowledge)
    with pytest.raises(InvalidInputError, match="circle"):
        add_correction(tmp_path, Merge("actor/ndrc", "actor/sdpc"), knowledge)


def test_a_file_of_something_else_is_refused(tmp_path):
    (tmp_path / "x.ttl").write_text("<http://example.org/x> a <http://example.org/Y> .")
    with pytest.raises(InvalidInputError, match="no correction's IRI"):
        load_corrections(tmp_path)
