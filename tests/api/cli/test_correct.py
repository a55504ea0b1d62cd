from pathlib import Path

import pytest

from api.cli.app import run


def test_a_correction_is_kept_listed_and_undone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--later", "--data", str(tmp_path)]
    words = ["correct", "reject", "Chaoyang", "region/chaoyang", "--document", "article/a", "--by", "Li"]
    assert run([*words, *where]) == 0
    (kept,) = (tmp_path / "corrections").glob("*.ttl")
    assert kept.stem in capsys.readouterr().out

    assert run(["correct", "list", "--data", str(tmp_path)]) == 0
    listed = capsys.readouterr().out
    assert kept.stem in listed
    assert "region/chaoyang" in listed

    assert run(["correct", "undo", kept.stem, *where]) == 0
    assert not list((tmp_path / "corrections").glob("*.ttl"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["confirm", "the Plan", "policy/no-such"], "no-such"),
        (["merge", "region/daqing", "actor/ndrc"], "differ in kind"),
        (["undo", "nothing"], "no correction 'nothing'"),
    ],
)
def test_a_correction_that_cannot_be_made_fails_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert run(["correct", *words, "--later", "--data", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
