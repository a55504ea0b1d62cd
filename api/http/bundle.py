"""What the build made of the front end's sources: files whose names change with their content."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def bundle_files() -> dict[str, Path]:
    """The bundled files by name; none where the package was not built, and pages then do without script."""
    folder = _folder()
    return {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}


@cache
def bundle_index() -> dict[str, str]:
    """The name of the file that an entry ("page.js", "page.css") became."""
    index = bundle_files().get("index.json")
    names: dict[str, str] = json.loads(index.read_text(encoding="utf-8")) if index else {}
    return names


def _folder() -> Path:
    return Path(str(files("api.http").joinpath("static", "bundle")))
