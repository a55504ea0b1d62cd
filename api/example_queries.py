"""The example queries that ship: docs/queries in a checkout, api/queries in a wheel."""

from importlib.resources import files
from pathlib import Path


def example_queries() -> list[str]:
    """Their texts in order of file names, each with a comment at its head that says what it answers."""
    packaged = Path(str(files("api"))) / "queries"
    folder = packaged if packaged.is_dir() else Path(__file__).parents[1] / "docs" / "queries"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.rq"))]
