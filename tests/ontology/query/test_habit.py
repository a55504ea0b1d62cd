from ontology.query.habit import Habits

SLOW = "SELECT * { <a:b> ?p 'one' . FILTER(?p > 12) } # the first"
ALIKE = 'SELECT * { <c:d> ?p "two \\" #" . FILTER(?p > 7) } # the second'


def test_a_query_is_slow_when_ones_like_it_were_slow_twice():
    habits = Habits()
    habits.was_slow(SLOW)
    assert not habits.is_slow(ALIKE)
    habits.was_slow(SLOW)
    assert habits.is_slow(ALIKE)
    assert not habits.is_slow("SELECT * { ?s ?p 'one' }")


def test_what_a_query_was_last_counts():
    habits = Habits()
    for _ in range(5):
        habits.was_slow(SLOW)
    habits.was_quick(ALIKE)
    assert not habits.is_slow(SLOW)
    assert not habits.is_quick(SLOW)
    habits.was_quick(ALIKE)
    assert habits.is_quick(SLOW)
