"""The notebook runs from its first step to its last, as in a reader's hands."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def printed(cell: Any) -> str:
    """What a step showed: what it printed, and its value."""
    return "".join(output.get("text") or output["data"]["text/plain"] for output in cell.outputs)


@pytest.mark.slow
def test_the_notebook_runs(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRCGRAPH_DATA", str(data))
    for folder in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(folder, str(tmp_path / folder))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    place = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, startup_timeout=120, timeout=200, resources=place).execute()
    opened, searched, narrowed, counted, _, _, linked = (
        printed(cell) for cell in notebook.cells if cell.cell_type == "code"
    )
    assert "'articles': 2" in opened
    assert "'meaning': 1" in searched
    assert "heilongjiang" in narrowed
    assert "'measures': " in counted
    assert "northeast-recent-support-opinions-2014" in linked
    assert "unregistered" in linked
