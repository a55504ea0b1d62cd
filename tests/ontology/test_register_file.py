import pytest

from ontology.errors import InvalidInputError, NotFoundError
from ontology.knowledge import load_knowledge
from ontology.policy import PolicyRelation
from ontology.register_file import check_register, register_turtle

TURTLE = """@prefix drc: <https://w3id.org/drcgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix policy: <https://w3id.org/drcgraph/policy/> .
@prefix c: <https://w3id.org/drcgraph/concept/> .

policy:own-plan a drc:PolicyDocument ;
    dcterms:title "Own plan"@en ;
    eli:type_document <https://w3id.org/drcgraph/concept/policy-kind/plan> ;
    drc:level <https://w3id.org/drcgraph/concept/level/municipal> .
"""
HEADER = "id,title_en,title_zh,kind,level,date,issuers,aliases_zh,implements\n"


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture
def checked(tmp_path, knowledge):
    def check(name, content):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return check_register(tmp_path / name, knowledge)

    return check


def test_turtle_is_read(checked):
    (policy,) = checked("own.ttl", TURTLE)
    assert (policy.id, policy.title_en, policy.kind, policy.status) == (
        "own-plan",
        "Own plan",
        "plan",
        "unknown",
    )


def test_csv_takes_names_in_either_language_for_ids_and_keeps_their_order(checked):
    (policy,) = checked(
        "own.csv",
        HEADER + "own,Own plan,自有规划,plan,national,2024-05,国务院; ndrc,规划；自规,made-in-china-2025\n",
    )
    assert policy.issuers == ("state-council", "ndrc")
    assert policy.aliases_zh == ("规划", "自规")
    assert policy.relations == (PolicyRelation("implements", "made-in-china-2025"),)
    assert policy.date == "2024-05"


def test_csv_from_a_spreadsheet_may_begin_with_a_byte_order_mark_and_have_empty_rows(checked):
    policies = checked(
        "own.csv", "\ufeff" + HEADER + "a,A,,plan,national,,,,\n,,,,,,,,\nb,B,,plan,national,,,,a\n"
    )
    assert [policy.id for policy in policies] == ["a", "b"]


def test_what_was_checked_comes_back_from_its_turtle(tmp_path, checked, knowledge):
    policies = checked("own.csv", HEADER + 'own,"Plan, own",规划,plan,national,2024,ndrc;mof,,\n')
    (tmp_path / "again.ttl").write_bytes(register_turtle(policies))
    assert check_register(tmp_path / "again.ttl", knowledge) == policies
    assert load_knowledge(register=tmp_path).policy("own") == policies[0]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("own,Own,,plan,national,May 2024,,,", "row 2: date 'May 2024' is not a date"),
        ("own,Own,,poem,national,,,,", "row 2: kind 'poem' is not one of decision, law"),
        ("own,Own,,plan,national,,Ministry of Magic,,", "row 2: issuers 'Ministry of Magic' is in no list"),
        ("own,Own,,plan,national,,,,no-such", "row 2: implements 'no-such' is not registered"),
        ("own,Own,,plan,national,,,,own", "row 2: implements 'own' is the policy itself"),
        ("own,,,plan,national,,,,", "row 2: 'own' has no title"),
        ("own,Own,,,national,,,,", "row 2: 'kind' is empty"),
        ("o wn,Own,,plan,national,,,,", "row 2: id 'o wn' has other signs"),
        ("a,A,,plan,national,,,,\na,B,,plan,national,,,,", "row 3: id 'a' stands at row 2 too"),
        ("own,Own, plan, with commas,plan,national,,,,,", "row 2: more fields than the header"),
        ('own,"Own,,plan,national,,,,', "not CSV"),
        ("", "holds no policy"),
    ],
)
def test_a_faulty_row_is_told_with_value_and_remedy(checked, row, message):
    with pytest.raises(InvalidInputError, match=message):
        checked("own.csv", HEADER + row + "\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            TURTLE.replace("level/municipal", "level/galactic"),
            "line 7: level 'galactic' is not one of municipal",
        ),
        (TURTLE.replace('"Own plan"@en', '"Own plan"'), "line 7: policy/own-plan has no title"),
        (TURTLE.replace("drc:level", "drc:level,"), r"own\.ttl, line \d+: not Turtle"),
        (
            TURTLE.replace("w3id.org/drcgraph/policy/", "example.org/"),
            "line 7: .*own-plan> is not a policy's IRI",
        ),
        ("", "holds no policy"),
    ],
)
def test_a_faulty_statement_is_told_with_its_line(checked, content, message):
    with pytest.raises(InvalidInputError, match=message):
        checked("own.ttl", content)


def test_other_files_are_refused(tmp_path, checked, knowledge):
    with pytest.raises(InvalidInputError, match=r"Turtle \(\.ttl\) or CSV"):
        checked("own.json", "{}")
    with pytest.raises(InvalidInputError, match="no column 'name'"):
        checked("own.csv", "id,name\n")
    with pytest.raises(NotFoundError, match=r"nothing\.ttl is not a file"):
        check_register(tmp_path / "nothing.ttl", knowledge)
    (tmp_path / "gbk.csv").write_bytes(HEADER.encode() + "own,,规划,plan,national,,,,\n".encode("gbk"))
    with pytest.raises(InvalidInputError, match="save it as UTF-8"):
        check_register(tmp_path / "gbk.csv", knowledge)
