from pathlib import Path

import pytest

from api.settings import load_settings
from ontology.errors import InvalidInputError


def test_values_given_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRCGRAPH_DATA", "/from/environment")
    assert load_settings().data == Path("/from/environment")
    assert load_settings(data=Path("given")).data == Path("given")
    assert load_settings(data=None).data == Path("/from/environment")


def test_a_bad_value_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRCGRAPH_SPARQL_WORKERS", "many")
    with pytest.raises(InvalidInputError, match="DRCGRAPH_SPARQL_WORKERS has the value 'many'"):
        load_settings()


def test_models_are_parted_by_commas() -> None:
    assert load_settings(models="a, b,").model_names == ("a", "b")


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"assistant_reads": True}, "DRCGRAPH_ASSISTANT_URL"),
        ({"assistant_url": "http://localhost/v1", "assistant_reads": True}, "DRCGRAPH_ASSISTANT_MODEL"),
        ({"assistant_url": "file:///etc", "assistant_model": "m"}, "https://"),
    ],
)
def test_a_language_model_that_is_set_in_part_is_refused(values, word) -> None:
    with pytest.raises(InvalidInputError, match=word):
        load_settings(**values)


def test_no_language_model_is_asked_unless_it_is_set() -> None:
    plain = load_settings()
    assert (plain.assistant, plain.reader, plain.phraser) == (None, None, None)
    helped = load_settings(assistant_url="http://localhost/v1", assistant_model="m", assistant_key="secret")
    assert helped.reader is None
    assert helped.phraser is not None
    assert "secret" not in repr(helped)
