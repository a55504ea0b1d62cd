"""Clients take turns."""

from functools import partial

from ontology.query.turns import Turns


def taken(turns: Turns, names: list[str]) -> list[str]:
    while (work := turns.take()) is not None:
        work()
    return names


def test_a_client_with_much_to_do_does_not_hold_up_another() -> None:
    turns, names = Turns(), list[str]()
    for client, name in (("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1"), ("c", "c1")):
        turns.add(client, partial(names.append, name))
    assert turns.waiting("a") == 3
    assert taken(turns, names) == ["a1", "b1", "c1", "a2", "a3"]
    assert turns.waiting("a") == 0
