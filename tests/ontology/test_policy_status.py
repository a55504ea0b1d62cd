import pytest

from ontology.knowledge import load_knowledge
from ontology.policy import Policy, PolicyRelation
from ontology.policy_status import status_at

OLD = Policy("old", "Old", "", "plan", "national", "2010", "superseded")
NEW = Policy(
    "new",
    "New",
    "",
    "plan",
    "national",
    "2015-06",
    "in-force",
    relations=(PolicyRelation("supersedes", "old"),),
)


@pytest.mark.parametrize(
    ("date", "status"),
    [("2009-12-31", "not-yet"), ("2010", "unknown"), ("2014-01-01", "unknown"), ("2015-07", "superseded")],
)
def test_a_superseded_policy_ends_when_its_successor_begins(date, status):
    assert status_at(OLD, date, [OLD, NEW]) == status


@pytest.mark.parametrize(
    ("id_", "date", "status"),
    [
        ("equity-joint-venture-law-1979", "1990-01-01", "in-force"),
        ("equity-joint-venture-law-1979", "2019-12-31", "in-force"),
        ("equity-joint-venture-law-1979", "2020-01-01", "repealed"),
        ("13th-five-year-plan", "2015", "not-yet"),
        ("13th-five-year-plan", "2018-05", "in-force"),
        ("13th-five-year-plan", "2021", "expired"),
        ("made-in-china-2025", "2017-03-01", "in-force"),
    ],
)
def test_registered_policies_have_a_status_at_a_date(id_, date, status):
    policies = load_knowledge().policies
    assert status_at(policies[id_], date, policies.values()) == status
