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


@pytest.mark.parametrize(
    ("quote", "document", "message"),
    [
        ("Heilongjiang", "article/no-such", "no-such"),
        ("Heilongjiang", "policy/2006-heilongjiang-maps-resurgence", "article/2006-heilongjiang-maps"),
        ("words that are not there", "article/2006-heilongjiang-maps-resurgence", "letter by letter"),
    ],
)
def test_a_correction_of_words_that_are_nowhere_is_refused(
    data_copy: Path, capsys: pytest.CaptureFixture[str], quote: str, document: str, message: str
) -> None:
    words = ["correct", "reject", quote, "region/heilongjiang", "--document", document]
    assert run([*words, "--later", "--data", str(data_copy)]) == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not (data_copy / "corrections").exists()


def test_corrections_are_listed_in_words(data_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--later", "--by", "Li", "--data", str(data_copy)]
    document = "article/2006-heilongjiang-maps-resurgence"
    assert run(["correct", "confirm", "Harbin", "region/harbin", "--document", document, *where]) == 0
    assert run(["correct", "merge", "actor/sdpc", "actor/ndrc", "--reason", "one body", *where]) == 0
    capsys.readouterr()
    assert run(["correct", "list", "--data", str(data_copy)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert f'"Harbin" is region/harbin in {document} (Li ' in first
    assert "merge actor/sdpc into actor/ndrc (Li " in second
    assert second.endswith(": one body")
