"""The build hook: when it bundles anew, and what it says where that fails."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def hook():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path):
    sources = tmp_path / "api" / "frontend"
    (sources / "src").mkdir(parents=True)
    (tmp_path / "api" / "http" / "static").mkdir(parents=True)
    (sources / "package-lock.json").write_text("{}", encoding="utf-8")
    (sources / "src" / "page.ts").write_text("export {};", encoding="utf-8")
    return tmp_path


@pytest.fixture
def builder(hook, project, monkeypatch):
    """The hook over the project; what it would have run is recorded instead."""
    commands = []

    def run(command, folder):
        commands.append(command[0])
        if command[0] == "node":
            Path(command[-1]).mkdir()

    monkeypatch.setattr(hook, "run", run)
    made = hook.BundleHook(str(project), {}, None, None, str(project), "wheel")
    return lambda: (commands.clear(), made.initialize("standard", {"artifacts": []}), list(commands))[-1]


def test_the_second_build_of_the_same_sources_runs_nothing(builder) -> None:
    assert builder() == ["npm", "node"]
    assert builder() == []


def test_a_change_of_the_lock_file_or_a_source_bundles_anew(builder, project) -> None:
    builder()
    (project / "api/frontend/package-lock.json").write_text('{"lockfileVersion": 3}', encoding="utf-8")
    assert builder() == ["npm", "node"]
    (project / "api/frontend/src/page.ts").write_text("export const a = 1;", encoding="utf-8")
    assert builder() == ["npm", "node"]


def test_installed_packages_are_no_sources(hook, project) -> None:
    before = hook.digest(project / "api/frontend")
    (project / "api/frontend/node_modules").mkdir()
    (project / "api/frontend/node_modules/a.js").write_text("", encoding="utf-8")
    assert hook.digest(project / "api/frontend") == before


def test_what_fails_is_said_in_one_line_with_a_remedy(hook, tmp_path, monkeypatch) -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('npm error code ENOTFOUND\\nmore')"]
    monkeypatch.setattr(hook, "program", lambda name: failing)
    with pytest.raises(SystemExit) as failure:
        hook.run(("npm", "ci"), tmp_path)
    message = str(failure.value)
    assert "ENOTFOUND" in message
    assert "check the network" in message
    assert "\n" not in message
