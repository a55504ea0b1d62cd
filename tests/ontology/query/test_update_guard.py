"""Updates are read as the engine reads them, however they are laid out."""

import pytest

from ontology.errors import ConflictError, InvalidInputError
from ontology.query import check_update
from ontology.user_graph import USER_GRAPHS, is_user_graph

OWN = f"GRAPH <{USER_GRAPHS}notes>"


@pytest.mark.parametrize(
    "update",
    [
        f"INSERT\nDATA {{ {OWN} {{ <a:a> <a:b> 1 }} }}",
        f"insert data {{ {OWN} {{ <a:a> <a:b> 1 }} }}",
        f"INSERT # what\n# why\nDATA {{ {OWN} {{ <a:a> <a:b> 1 }} }}",
        f"Delete \t Where {{ {OWN} {{ <a:a> <a:b> ?o }} }}",
        f"DELETE\r\nDATA {{ {OWN} {{ <a:a> <a:b> '''INSERT\nDATA''', 'DELETE  WHERE' }} }}",
        "",
        "# nothing to do",
        "PREFIX a: <a:a>",
        "BASE <http://a.example/> BASE <b> # nothing to do",
    ],
)
def test_an_update_may_be_laid_out_in_any_way(update: str) -> None:
    check_update(update, is_user_graph)


@pytest.mark.parametrize("gap", [" ", "\n", " # INSERT\n", "\r\n\t"])
@pytest.mark.parametrize("words", ["INSERT{}DATA", "delete{}data", "DELETE{}WHERE"])
def test_no_layout_hides_a_graph(words: str, gap: str) -> None:
    with pytest.raises(ConflictError, match="a:other"):
        check_update(f"{words.format(gap)} {{ GRAPH <a:other> {{ <a:a> <a:b> 1 }} }}", is_user_graph)


@pytest.mark.parametrize(
    "update",
    [
        "# INSERT\nDATA { <a:a> <a:b> 1 }",
        "PREFIX a: <a:a> INSERT",
        "BASE <a:a> nonsense",
        f"INSERT\n\nDATA {{ {OWN} {{ <a:a> }} }}",
        f"CREATE {OWN} ;;",
    ],
)
def test_what_cannot_be_read_is_refused(update: str) -> None:
    with pytest.raises(InvalidInputError, match="cannot be read"):
        check_update(update, is_user_graph)


@pytest.mark.parametrize("words", ["INSERT DATA", "DELETE\nDATA"])
def test_data_with_a_variable_is_malformed(words: str) -> None:
    with pytest.raises(InvalidInputError, match="by a variable"):
        check_update(f"{words} {{ GRAPH ?g {{ <a:a> <a:b> 1 }} }}", is_user_graph)
