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
