from pathlib import Path

import pytest

from api.cli.app import run
from search.release import current_release_id


def test_a_release_is_compared_returned_to_and_pruned(
    data_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(data_copy)]
    before = current_release_id(data_copy)
    assert run(["remove", "2003-vows-revitalize-northeastern-base", *where]) == 0
    after = current_release_id(data_copy)
    assert before is not None
    assert after is not None
    assert "1 removed" in capsys.readouterr().out

    assert run(["releases", "diff", before, after, *where]) == 0
    assert "document gone: 2003-vows-revitalize-northeastern-base" in capsys.readouterr().out

    assert run(["releases", "rollback", before, *where]) == 0
    assert current_release_id(data_copy) == before

    assert run(["releases", "prune", "--keep", "1", *where]) == 0
    assert "nothing to delete" in capsys.readouterr().out


def test_an_export_becomes_a_release_again(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    assert run(["export", "--output", str(out), "--format", "nq", "--data", str(data)]) == 0
    assert run(["import", str(out), "--data", str(fresh)]) == 0
    capsys.readouterr()
    query = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s a <https://w3id.org/drcgraph/ontology#Measure> } }"
    counts = []
    for folder in (data, fresh):
        assert run(["sparql", query, "--data", str(folder)]) == 0
        counts.append(capsys.readouterr().out)
    assert counts[0] == counts[1]


def test_where_there_is_no_release_the_list_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["releases", "list", "--data", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "drcgraph ingest" in told.err
