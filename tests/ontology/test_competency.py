"""The competency questions of docs/queries on a few articles annotated by hand, with the packaged register.

What a query does is seen in small; test_competency_shipped.py puts the questions to the release that ships.
"""

import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology.article import Annotation, Article, Citation, Document, Measure, Mention, Passage, Quantity
from ontology.derived_link import DerivedLinks, PlacedMeasure, Transmission, Uptake
from ontology.entity import ENTITY_TYPES
from ontology.knowledge import load_knowledge
from ontology.model import ontology_graph
from ontology.projection import (
    Provenance,
    ReleaseNote,
    article_graph,
    derived_graph,
    entity_graph,
    register_graph,
    release_graph,
)
from ontology.vocabulary import PREFIXES

QUERIES = Path(__file__).parents[2] / "docs" / "queries"
PROVENANCE = Provenance("drcgraph", "0.1.0", "m", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", "ab")
DRC = "Development Research Center of the State Council"


def document(id_, date, text, findings, kind="article", publisher=None):
    """An article with findings, each made from the place of its quote."""
    made = [finding(text.index(quote), text.index(quote) + len(quote), quote) for quote, finding in findings]
    annotation = Annotation(
        "en",
        mentions=tuple(f for f in made if isinstance(f, Mention)),
        citations=tuple(f for f in made if isinstance(f, Citation)),
        measures=tuple(f for f in made if isinstance(f, Measure)),
    )
    place = Document(
        id_, id_.title(), text, kind=kind, date=date, publisher=publisher, url="http://example.org/a"
    )
    return Article(place, (Passage(f"{id_}#0", 0, len(text), text),), annotation)


def mention(type_, id_):
    return lambda start, end, text: Mention(start, end, text, type_, id_, text, 0.9)


def citation(policy, by="title", number=None, title=None):
    status = "resolved" if policy else "unregistered"
    candidates = (policy,) if policy else ()
    return lambda start, end, text: Citation(
        start, end, text, status, policy, candidates, title, number, by, 0.9
    )


def measure(instrument, standing="proposed", **slots):
    return lambda start, end, text: Measure(start, end, text, instrument, 0.8, standing, **slots)


ARTICLES = [
    document(
        "2018-heilongjiang-three-factors",
        "2018-03-26",
        "Oil is not all. The state should build a petrochemical base in Daqing for 2 billion yuan by 2019 "
        "and tie it to Made in China 2025. Reform of state firms in Heilongjiang must go on. "
        "Guofa [2016] No. 62 says so, as does the Sunrise Plan and “Internet Plus”.",
        [
            ("Daqing", mention("region", "daqing")),
            ("petrochemical", mention("industry", "petrochemical")),
            ("Oil", mention("industry", "oil")),
            (
                "build a petrochemical base in Daqing for 2 billion yuan by 2019",
                measure(
                    "investment-projects",
                    actors=("central-government",),
                    industries=("petrochemical",),
                    regions=("daqing",),
                    quantities=(Quantity("2 billion yuan", 2e9, "yuan"),),
                    deadline="2019",
                ),
            ),
            ("Reform of state firms", measure("soe-reform", regions=("heilongjiang",))),
            ("Made in China 2025", citation("made-in-china-2025")),
            ("Internet Plus", citation("internet-plus-2015")),
            (
                "Guofa [2016] No. 62",
                citation("northeast-stabilization-opinions-2016", "number", "国发〔2016〕62号"),
            ),
            ("Sunrise Plan", citation(None, title="Sunrise Plan")),
        ],
        publisher=DRC,
    ),
    document(
        "northeast-full-revitalization-opinions-2016",
        "2016-04-26",
        "Build wind farms in Fuxin with 900 million yuan.",
        [
            (
                "Build wind farms in Fuxin with 900 million yuan",
                measure(
                    "emerging-industry",
                    "planned",
                    industries=("wind-power",),
                    regions=("fuxin",),
                    quantities=(Quantity("900 million yuan", 9e8, "yuan"),),
                    deadline="2025",
                ),
            )
        ],
        kind="policy",
    ),
    document(
        "northeast-14th-fyp-plan-2021",
        "2021-09",
        "Expand petrochemicals in Daqing.",
        [
            (
                "Expand petrochemicals in Daqing",
                measure("investment-projects", "planned", industries=("oil-refining",), regions=("daqing",)),
            )
        ],
        kind="policy",
    ),
]


def placed(article, position):
    return PlacedMeasure(article.document.kind, article.document.id, article.annotation.measures[position])


PROPOSAL, WIND, EXPANSION = placed(ARTICLES[0], 0), placed(ARTICLES[1], 0), placed(ARTICLES[2], 0)
HEILONGJIANG = "heilongjiang-industry-plan-2022"
LINKS = DerivedLinks(
    uptakes=(Uptake(PROPOSAL, EXPANSION, "full text", 0.7, 0.6),),
    transmissions=(
        Transmission(WIND, HEILONGJIANG, None, "dropped", "full text", 0.2, 0.9),
        Transmission(EXPANSION, HEILONGJIANG, None, "dropped", "full text", 0.2, 0.9),
        # A city of the province has what its plan has not.
        Transmission(EXPANSION, "jiamusi-foshan-framework-2017", WIND, "kept", "full text", 0.8, 0.7),
    ),
    related=(),
)


@pytest.fixture(scope="module")
def store():
    knowledge = load_knowledge()
    graphs = [ontology_graph(), register_graph(knowledge.policies.values())]
    graphs += [entity_graph(type_, knowledge.entities(type_).values()) for type_ in ENTITY_TYPES]
    graphs += [article_graph(article, PROVENANCE) for article in ARTICLES]
    graphs.append(derived_graph(LINKS, "0.1.0"))
    graphs.append(
        release_graph(
            ReleaseNote("r2", "r1", "2026-01-02T00:00:00Z", "0.1.0", {}, added=("article/x",), removed=2)
        )
    )
    filled = ox.Store()
    for graph in graphs:
        filled.extend(ox.Quad(*triple, ox.NamedNode(graph.iri)) for triple in graph.triples)
    return filled


def text(name):
    (path,) = QUERIES.glob(f"{name}-*.rq")
    return path.read_text("utf-8")


def ask(store, name):
    """The rows of a query: IRIs as prefixed names, literals as strings."""
    solutions = store.query(text(name), use_default_graph_as_union=True)
    return [tuple(None if value is None else short(value.value) for value in row) for row in solutions]


def short(value):
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace) and prefix in {
            "policy",
            "actor",
            "industry",
            "region",
            "instrument",
            "article",
        }:
            return f"{prefix}:{value.removeprefix(namespace)}"
    return value


def column(rows, position):
    return [row[position] for row in rows]


def test_there_are_at_least_24_questions_each_with_a_sentence_on_top():
    paths = sorted(QUERIES.glob("*.rq"))
    assert [path.name[:2] for path in paths] == [f"{number:02}" for number in range(1, len(paths) + 1)]
    assert len(paths) >= 24
    for path in paths:
        first = path.read_text("utf-8").splitlines()[0]
        assert first.startswith("# ")
        assert first.endswith("?")


def test_each_query_is_answered_within_200_ms(store):
    for path in sorted(QUERIES.glob("*.rq")):
        query = path.read_text("utf-8")
        if "SERVICE" in query:
            continue  # The engine alone cannot answer it: search takes part.
        begun = time.process_time()
        list(store.query(query, use_default_graph_as_union=True))
        assert time.process_time() - begun < 0.2, path.name


def test_01_policies_implementing_made_in_china_2025(store):
    assert set(column(ask(store, "01"), 0)) == {
        "policy:shenyang-sino-german-park-2015",
        "policy:robot-plan-2016-2020",
        "policy:manufacturing-internet-2016",
    }


def test_02_what_superseded_the_12th_five_year_plan(store):
    rows = {row[0]: row[4] for row in ask(store, "02")}
    assert rows == {
        "policy:13th-five-year-plan": "true",
        "policy:14th-five-year-plan": "false",
        "policy:15th-five-year-plan": "false",
    }


def test_03_the_sentences_that_cite_made_in_china_2025(store):
    ((article, _, quote, sentence),) = ask(store, "03")
    assert (article, quote) == ("article:2018-heilongjiang-three-factors", "Made in China 2025")
    assert sentence.startswith("The state should build")
    assert sentence.rstrip().endswith("Made in China 2025.")


def test_04_documents_of_2016_cited_by_number(store):
    assert [(row[1], row[3]) for row in ask(store, "04")] == [
        ("Guofa [2016] No. 62", "policy:northeast-stabilization-opinions-2016")
    ]


def test_05_documents_that_the_register_lacks(store):
    assert ask(store, "05") == [("Sunrise Plan", "1", "1")]


def test_06_and_07_reform_of_state_firms_proposed_for_heilongjiang(store):
    assert ask(store, "06") == [("article:2018-heilongjiang-three-factors", "Reform of state firms")]
    assert ask(store, "07") == [("2018", "1")]


def test_08_measures_for_energy_include_those_for_wind_power(store):
    assert column(ask(store, "08"), 1) == ["industry:wind-power"]


def test_09_who_acts_on_petrochemicals_in_daqing(store):
    assert column(ask(store, "09"), 0) == ["actor:central-government"]


def test_10_and_11_amounts_and_deadlines(store):
    assert column(ask(store, "10"), 2) == ["2 billion yuan"]
    assert column(ask(store, "11"), 1) == ["2019"]


def test_12_provinces_by_instrument(store):
    assert set(ask(store, "12")) == {
        ("region:heilongjiang", "instrument:investment-projects", "2"),
        ("region:heilongjiang", "instrument:soe-reform", "1"),
        ("region:liaoning", "instrument:emerging-industry", "1"),
    }


def test_13_industries_named_together(store):
    assert ask(store, "13") == [("industry:oil", "industry:petrochemical", "1")]


def test_14_what_is_proposed_and_not_ordered(store):
    assert [row[:3] for row in ask(store, "14")] == [
        ("instrument:investment-projects", "industry:petrochemical", "1")
    ]


def test_15_what_was_taken_up_and_when(store):
    ((article, proposal, policy, order, *dates, score, _),) = ask(store, "15")
    assert (article, policy) == (
        "article:2018-heilongjiang-three-factors",
        "policy:northeast-14th-fyp-plan-2021",
    )
    assert proposal.startswith("build a petrochemical base")
    assert order == "Expand petrochemicals in Daqing"
    assert (dates, score) == (["2018-03-26", "2021-09-13"], "0.6")


def test_16_central_measures_without_counterpart_in_heilongjiang(store):
    assert [(row[0], row[2], row[3]) for row in ask(store, "16")] == [
        (
            "policy:northeast-full-revitalization-opinions-2016",
            "Build wind farms in Fuxin with 900 million yuan",
            "policy:heilongjiang-industry-plan-2022",
        )
    ]


def test_17_bodies_that_issued_jointly(store):
    pairs = {row[:2]: int(row[2]) for row in ask(store, "17")}
    knowledge = load_knowledge()
    both = [
        p for p in knowledge.policies.values() if {"cpc-central-committee", "state-council"} <= set(p.issuers)
    ]
    assert pairs["actor:cpc-central-committee", "actor:state-council"] == len(both)


def test_18_documents_of_a_renamed_ministry_stand_under_all_its_names(store):
    assert [(row[0], row[2]) for row in ask(store, "18")] == [
        ("actor:mara", "policy:black-soil-project-plan-2021"),
        ("actor:moa", "policy:black-soil-outline-2017"),
    ]


def test_19_resource_exhausted_cities_with_their_measures(store):
    rows = ask(store, "19")
    assert len(set(column(rows, 0))) == 20
    assert [row[4] for row in rows if row[0] == "region:fuxin"] == [
        "Build wind farms in Fuxin with 900 million yuan"
    ]


def test_20_articles_about_places_near_daqing(store):
    assert [row[:2] for row in ask(store, "20")] == [
        ("article:2018-heilongjiang-three-factors", "region:daqing")
    ]


def test_21_the_sentence_behind_a_statement(store):
    ((quote, start, end, passage, address, software, version, _),) = ask(store, "21")
    assert passage[int(start) : int(end)] == quote == "Made in China 2025"
    assert (address, software, version) == ("http://example.org/a", "drcgraph", "0.1.0")


def test_22_what_changed_since_the_release_before(store):
    ((release, previous, change, changed, removed),) = ask(store, "22")
    assert (release.rpartition("/")[2], previous.rpartition("/")[2]) == ("r2", "r1")
    assert (change.rpartition("#")[2], changed, removed) == ("added", "article:x", "2")


def test_23_policies_cited_together(store):
    assert {row[0] for row in ask(store, "23")} == {
        "policy:internet-plus-2015",
        "policy:northeast-stabilization-opinions-2016",
    }


def test_24_all_about_daqing_in_chinese(store):
    rows = ask(store, "24")
    assert ("大庆市人民政府" in column(rows, 3)) and ("大庆油田" in column(rows, 3))
    assert "黑龙江省" in column(rows, 3)


def test_every_term_of_our_own_that_a_graph_uses_is_defined(store):
    used = store.query(
        """SELECT DISTINCT ?term WHERE { { ?s ?term ?o } UNION { ?s a ?term }
           FILTER (STRSTARTS(STR(?term), "https://w3id.org/drcgraph/ontology#"))
           FILTER NOT EXISTS { ?term <http://www.w3.org/2000/01/rdf-schema#label> ?label } }""",
        use_default_graph_as_union=True,
    )
    assert [row["term"].value for row in used] == []


def test_every_finding_leads_back_to_a_quote_an_address_and_a_reading(store):
    lost = store.query(
        """PREFIX drc: <https://w3id.org/drcgraph/ontology#>
           PREFIX oa: <http://www.w3.org/ns/oa#>
           PREFIX prov: <http://www.w3.org/ns/prov#>
           PREFIX dcterms: <http://purl.org/dc/terms/>
           SELECT ?finding WHERE {
             VALUES ?class { drc:Mention drc:Citation drc:Measure }
             ?finding a ?class .
             FILTER NOT EXISTS {
               ?finding oa:hasTarget ?target ; prov:wasGeneratedBy ?reading .
               ?target oa:hasSelector ?selector ; oa:hasSource ?document .
               ?selector oa:exact ?quote ; oa:start ?start ; oa:end ?end .
               ?document dcterms:source ?address .
             } }""",
        use_default_graph_as_union=True,
    )
    assert list(lost) == []
