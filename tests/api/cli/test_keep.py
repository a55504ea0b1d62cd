from pathlib import Path

import pytest

from api.cli.app import run
from search.release import current_release_id


def test_a_backup_becomes_a_data_folder_again(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, fresh = tmp_path / "all.tar", tmp_path / "fresh"
    assert run(["backup", str(archive), "--data", str(data)]) == 0
    assert f"1 release, the newest {current_release_id(data)}" in capsys.readouterr().out
    assert run(["restore", str(archive), "--data", str(fresh)]) == 0
    assert current_release_id(fresh) == current_release_id(data)
    assert run(["restore", str(archive), "--data", str(fresh)]) == 1
    assert "restore into another folder" in capsys.readouterr().err


def test_there_must_be_a_release_to_upgrade(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["upgrade", "--data", str(tmp_path)]) == 1
    assert "drcgraph ingest" in capsys.readouterr().err
