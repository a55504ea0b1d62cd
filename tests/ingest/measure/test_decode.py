from ingest.measure.decode import Scored, best_cover, expected_hits


def test_spans_that_overlap_exclude_each_other():
    spans = [Scored(0, 10, 0.6), Scored(5, 20, 0.9), Scored(20, 30, 0.7)]
    assert best_cover(spans, 0.4) == [spans[1], spans[2]]


def test_two_good_spans_beat_one_better_span_across_both():
    spans = [Scored(0, 10, 0.7), Scored(10, 20, 0.7), Scored(0, 20, 0.8)]
    assert best_cover(spans, 0.4) == spans[:2]


def test_spans_below_the_threshold_are_dropped():
    assert best_cover([Scored(0, 5, 0.3)], 0.4) == []


def test_an_end_between_two_likely_ends_may_hit_both():
    short, middle, long = expected_hits(0, 1.0, [(10, 0.4), (20, 0.2), (40, 0.4)])
    assert middle.score > max(short.score, long.score)
    assert short.score < middle.score > long.score
