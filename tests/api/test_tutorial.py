"""The programs of the tutorial for engineers run, one after another, as one does who follows it."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "tutorial-python.md"


def test_the_tutorials_programs_run(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").symlink_to(data)
    monkeypatch.chdir(tmp_path)
    programs = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    *reading, publishing = programs
    assert "ingest(" in publishing  # Publishing has its own tests, and changes the folder.
    names: dict[str, object] = {}
    for program in reading:
        exec(compile(program, str(PAGE), "exec"), names)  # noqa: S102  our own page
    told = capsys.readouterr().out
    assert "northeast-recent-support-opinions-2014" in told
    assert "'resolved'" in told
