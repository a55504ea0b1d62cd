"""Links derived from a handful of made-up documents and the packaged register."""

from dataclasses import replace

import pytest

from ontology.article import Annotation, Article, Citation, Document, Measure, Passage, Quantity
from ontology.knowledge import Knowledge, load_knowledge
from ontology.policy import Policy, PolicyRelation
from search.derived import derive_links
from search.embed import load_embedder

EMBEDDER = "multilingual-use"
FILLERS = ("plant trees along the rivers", "teach skills in rural schools", "repair old bridges")


def make(id_, kind, date, *quotes, cites=(), **fields):
    """A document whose text is its measures: `(quote, instrument, slots)` each."""
    text, measures = "", []
    for quote, instrument, slots in quotes:
        start = len(text)
        text += quote + ". "
        slots = {"standing": "proposed", **slots}
        measures.append(Measure(start, start + len(quote), quote, instrument, 0.9, **slots))
    citations = tuple(
        Citation(0, 1, text[:1], "resolved", policy, (policy,), None, None, "title", 1.0) for policy in cites
    )
    return Article(
        Document(id_, id_, text, kind=kind, date=date, **fields),
        (Passage(f"{id_}#0", 0, len(text), text),),
        Annotation("en", citations=citations, measures=tuple(measures)),
    )


def policy(id_, date, level="national", title=None, relations=(), regions=()):
    return Policy(
        id_, title or id_, "", "opinions", level, date, "in-force", relations=relations, regions=regions
    )


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    policies = [
        policy("law", "2016-05", title="Law on rivers and lakes"),
        policy("early", "2013", title="Opinions on old bridges"),
        policy("late", "2021", title="Plan for ice and snow"),
        policy("south", "2016", "provincial", title="Rules of a southern province", regions=("guangdong",)),
        policy(
            "north", "2017", "provincial", "Scheme", (PolicyRelation("implements", "law"),), ("heilongjiang",)
        ),
    ]
    return replace(load_knowledge(), policies={p.id: p for p in policies})


@pytest.fixture(scope="module")
def derive(knowledge, tmp_path_factory):
    embedder = load_embedder(EMBEDDER, tmp_path_factory.mktemp("models"))
    folder = tmp_path_factory.mktemp("vectors")

    def run(articles, embedders=(embedder,), previous=None, target=folder / "derived.npz"):
        return derive_links(articles, knowledge, embedders, previous, target)

    return run


TAX = ("cut the corporate income tax of small firms", "tax-incentive", {})
FILLED = tuple((text, "agriculture-rural", {}) for text in FILLERS)
ARTICLE = make("paper", "article", "2015-03", TAX, *FILLED)
LIKE = ("lower the income tax that small companies pay", "tax-incentive", {})


def uptakes(derive, *policies):
    links = derive([ARTICLE, *policies])
    return [(u.proposal.document, u.order.document) for u in links.uptakes if u.order.measure.text == LIKE[0]]


def test_a_proposal_is_found_in_a_later_policy_in_other_words(derive):
    assert uptakes(derive, make("law", "policy", "2016-05", LIKE, *FILLED[1:])) == [("paper", "law")]


@pytest.mark.parametrize(
    ("id_", "date", "measure"),
    [
        ("early", "2013", LIKE),
        ("law", "2015", LIKE),
        ("late", "2021", LIKE),
        ("law", "2016-05", (LIKE[0], "infrastructure", {})),
    ],
    ids=["before", "in the same year", "too late", "another instrument"],
)
def test_what_was_earlier_too_late_or_of_another_kind_is_no_uptake(derive, id_, date, measure):
    assert uptakes(derive, make(id_, "policy", date, measure, *FILLED[1:])) == []


def test_a_policy_of_another_province_does_not_take_up(derive):
    asked = make("paper", "article", "2015-03", (*TAX[:2], {"regions": ("heilongjiang",)}), *FILLED)
    elsewhere = make("south", "policy", "2016", LIKE, *FILLED[1:])
    assert not [u for u in derive([asked, elsewhere]).uptakes if u.order.measure.text == LIKE[0]]


def test_the_text_in_which_it_was_found_is_told(derive):
    summary = make("law", "policy", "2016-05", LIKE, text_role="register summary")
    (found,) = (u for u in derive([ARTICLE, summary]).uptakes if u.order.measure.text == LIKE[0])
    assert found.role == "register summary"
    assert 0.5 <= found.score <= 1
    assert found.similarity > 0.5


CENTRAL = (
    "reduce the tax on small firms by 10 percent",
    "tax-incentive",
    {"quantities": (Quantity("", 10.0, "%"),)},
)


@pytest.mark.parametrize(
    ("local", "outcome"),
    [
        (("reduce the tax on small firms by 10 percent", {"quantities": (Quantity("", 10.0, "%"),)}), "kept"),
        (
            ("reduce the tax on small firms by 20 percent", {"quantities": (Quantity("", 20.0, "%"),)}),
            "strengthened",
        ),
        (("reduce the tax on small firms by 2018", {"deadline": "2018"}), "strengthened"),
        (("plant trees along the rivers", {}), "dropped"),
    ],
)
def test_a_central_measure_is_kept_strengthened_or_dropped(derive, local, outcome):
    quote, slots = local
    law = make("law", "policy", "2016-05", CENTRAL)
    north = make("north", "policy", "2017", (quote, "tax-incentive", slots))
    (found,) = derive([law, north]).transmissions
    assert (found.outcome, found.local) == (outcome, "north")
    assert (found.counterpart is None) == (outcome == "dropped")


def test_what_a_summary_lacks_was_not_dropped_but_is_not_mentioned(derive):
    north = make("north", "policy", "2017", FILLED[0])
    summary = make("north", "policy", "2017", FILLED[0], text_role="register summary")
    law = make("law", "policy", "2016-05", CENTRAL)
    (sure,) = derive([law, north]).transmissions
    (unsure,) = derive([law, summary]).transmissions
    assert (sure.outcome, unsure.outcome) == ("dropped", "unmentioned")
    assert unsure.role == "register summary"
    assert unsure.score == pytest.approx(sure.score / 2)


def test_a_policy_that_merely_cites_another_drops_nothing_of_it(derive):
    law = make("law", "policy", "2016-05", CENTRAL)
    assert not derive([law, make("south", "policy", "2016-09", FILLED[0], cites=("law",))]).transmissions
    again = make("south", "policy", "2016-09", CENTRAL, cites=("law",))
    assert [link.outcome for link in derive([law, again]).transmissions] == ["kept"]


def test_policies_are_related_by_relations_and_by_who_cites_both(derive):
    citing = [make(f"a{n}", "article", "2018", cites=("early", "late")) for n in range(3)]
    found = {(r.first, r.second): r for r in derive(citing, embedders=()).related}
    assert found["law", "north"].related_in_register
    assert found["early", "late"].citing == ("article/a0", "article/a1", "article/a2")
    assert found["early", "late"].similarity is None
    assert set(found) == {("law", "north"), ("early", "late")}


def test_vectors_are_remembered_and_the_links_are_the_same(derive, tmp_path):
    articles = [ARTICLE, make("law", "policy", "2016-05", LIKE, *FILLED[1:])]
    first = derive(articles, target=tmp_path / "one.npz")

    class Forgetful:
        name, hash, dimension = EMBEDDER, load_embedder(EMBEDDER, tmp_path).hash, 512

        def encode(self, texts):
            raise AssertionError(f"{texts} were encoded again")

    assert derive(articles, (Forgetful(),), tmp_path / "one.npz", tmp_path / "two.npz") == first
    assert (tmp_path / "two.npz").read_bytes() == (tmp_path / "one.npz").read_bytes()


def test_nothing_comes_of_nothing(derive):
    links = derive([])
    assert (links.uptakes, links.transmissions) == ((), ())
