import json

import pytest

from ingest.evaluation import compare, evaluate
from ingest.evaluation.calibration import calibration
from ingest.evaluation.gold import GoldText, read_citations
from ingest.evaluation.markup import Span
from ingest.evaluation.outcome import Reading, outcomes
from ontology.article import Annotation, Citation, Measure, Mention
from ontology.errors import InvalidInputError, NotFoundError

TEXT = GoldText("a", "en", "Jilin and Liaoning reform their state firms under Made in China 2025.", ())


def span(words, type_, name):
    start = TEXT.text.index(words)
    return Span(start, start + len(words), words, type_, name)


def mention(text, words, id_, **values):
    start = text.index(words)
    given = {"type": "region", "label": words, "score": 0.9} | values
    return Mention(start, start + len(words), words, id=id_, **given)


def citation(text, words, status, policy=None):
    start = text.index(words)
    return Citation(start, start + len(words), words, status, policy, (), None, None, "title", 0.8)


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def figures(report, subject, part="all"):
    return next(score for score in report.scores if (score.subject, score.part) == (subject, part))


def test_a_hit_shares_at_least_half_of_the_union_and_each_gold_span_is_hit_once():
    gold = [span("state firms", "actor", "x")]
    half, less = Reading(gold[0].start - 11, gold[0].end, "actor", "x", 1.0), Reading(0, 5, "actor", "x", 1.0)
    exact = Reading(gold[0].start, gold[0].end, "actor", "x", 1.0)
    found = list(outcomes(TEXT, "actor", gold, [half, less, exact], lambda *_: True))
    assert [(o.gold is not None, o.reading) for o in found] == [(True, exact), (False, half), (False, less)]
    assert next(outcomes(TEXT, "actor", gold, [half], lambda *_: True)).right
    short = Reading(gold[0].start - 12, gold[0].end, "actor", "x", 1.0)
    assert not any(o.right for o in outcomes(TEXT, "actor", gold, [short], lambda *_: True))


def test_mentions_count_as_linked_by_label_or_alias_and_measures_by_class(tmp_path):
    digest = (
        "{Jilin|region|jilin} and {Liaoning|region|Liaoning} {reform {state firms|actor|state firm}"
        "|measure|soe-reform} and {build roads|measure|infrastructure}."
    )
    write(tmp_path / "articles.jsonl", [{"id": "a", "language": "en", "digest": digest}])
    labels = [(19, 37, "reform state firms", "proposed"), (42, 53, "build roads", "done")]
    rows = [{"id": "a", "start": a, "end": b, "quote": quote, "standing": s} for a, b, quote, s in labels]
    write(tmp_path / "standing.jsonl", rows)

    def read(text):
        start = text.text.index("reform")
        measures = (
            Measure(start, start + 18, "reform state firms", "soe-reform", 0.9, "proposed"),
            Measure(
                text.text.index("build"), len(text.text) - 1, "build roads", "opening-up", 0.4, "proposed"
            ),
        )
        mentions = (
            mention(text.text, "Jilin", "jilin"),
            mention(text.text, "Liaoning", "jilin"),
            mention(text.text, "state firms", "new", type="actor", label="State firm", status="provisional"),
            mention(text.text, "roads", "jilin"),
        )
        return Annotation("en", (), mentions, (), measures)

    report = evaluate(tmp_path, tmp_path, read=read)
    region, actor, measure = (figures(report, subject) for subject in ("region", "actor", "measure"))
    assert (region.gold, region.read, region.hits, region.right) == (2, 3, 2, 1)
    assert (region.precision, region.recall, region.f1) == (0.6667, 1.0, 0.8)
    assert (region.right_share, region.linked_f1) == (0.5, 0.4)
    assert (actor.f1, actor.linked_f1) == (1.0, 1.0)
    assert (measure.f1, measure.right_share) == (1.0, 0.5)
    assert (figures(report, "standing").gold, figures(report, "standing").right_share) == (2, 0.5)
    assert [(e.kind, e.subject, e.expected, e.read) for e in report.errors] == [
        ("wrong", "region", "Liaoning", "jilin"),
        ("spurious", "region", None, "jilin"),
        ("wrong", "measure", "infrastructure", "opening-up"),
        ("wrong", "standing", "done", "proposed"),
    ]
    assert "build ⟦roads⟧." in report.errors[1].context


def test_links_count_what_is_asserted_and_nothing_else(tmp_path):
    known, other = "made-in-china-2025", "northeast-recent-support-opinions-2014"
    both = f"AMBIGUOUS:{known},{other}"
    rows = [
        f"See {{Plan A|policy|{known}}} and {{Plan B|policy|{known}}} and {{Plan C|policy|NIL:Plan C}}.",
        f"See {{Plan D|policy|{both}}} and {{Plan E|policy|{both}}} and F.",
    ]
    write(
        tmp_path / "citations.jsonl",
        [{"id": f"c{n}", "language": "en", "text": row, "note": "cat=nil; x"} for n, row in enumerate(rows)],
    )

    def read(text):
        if text.id == "c0":
            found = (
                citation(text.text, "Plan A", "resolved", known),
                citation(text.text, "Plan B", "ambiguous"),
                citation(text.text, "Plan C", "unregistered"),
            )
        else:
            found = (
                citation(text.text, "Plan D", "resolved", other),
                citation(text.text, "Plan E", "ambiguous"),
                citation(text.text, "and F", "resolved", known),
            )
        return Annotation("en", (), (), found, ())

    report = evaluate(tmp_path, tmp_path, read=read)
    detection, link = figures(report, "citation"), figures(report, "link")
    assert (detection.gold, detection.read, detection.hits, detection.right) == (5, 6, 5, 4)
    assert (link.gold, link.read, link.hits) == (2, 3, 1)
    assert (link.precision, link.recall) == (0.6667, 0.5)
    assert figures(report, "link", "nil").gold == 2
    assert [text.category for text in read_citations(tmp_path)] == ["nil", "nil"]


def test_calibration_puts_scores_beside_the_share_that_is_right():
    gold = [span("Jilin", "region", "jilin")]
    readings = [Reading(0, 5, "region", "jilin", 0.85), Reading(10, 18, "region", "jilin", 0.85)]
    (only,) = calibration("region", outcomes(TEXT, "region", gold, readings, lambda *_: True))
    assert (only.low, only.high, only.readings, only.mean, only.right) == (0.8, 0.9, 2, 0.85, 0.5)


def test_a_figure_below_the_interval_of_the_baseline_is_worse(tmp_path):
    write(
        tmp_path / "articles.jsonl", [{"id": "a", "language": "en", "digest": "{Jilin|region|Jilin} grows."}]
    )

    def found(text):
        return Annotation("en", (), (mention(text.text, "Jilin", "jilin"),), (), ())

    def missed(_):
        return Annotation("en")

    before, now = (evaluate(tmp_path, tmp_path, read=read) for read in (found, missed))
    changes = {change.name: change for change in compare(now, before.to_json())}
    assert changes["articles region all F1"].worse
    assert not changes["articles actor all F1"].worse
    with pytest.raises(InvalidInputError, match="the baseline lacks 'scores'"):
        compare(now, {})


def test_a_folder_without_gold_is_named(tmp_path):
    with pytest.raises(InvalidInputError, match="has no gold for articles, citations, search"):
        evaluate(tmp_path, tmp_path)
    with pytest.raises(NotFoundError, match="is no folder"):
        evaluate(tmp_path / "none", tmp_path)


def test_a_bad_gold_line_is_named(tmp_path):
    (tmp_path / "citations.jsonl").write_text('{"id": "a", "language": "en", "text": "{open"}\n')
    with pytest.raises(InvalidInputError, match=r"citations\.jsonl line 1: .*leaves an annotation open"):
        evaluate(tmp_path, tmp_path)
