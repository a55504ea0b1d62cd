import subprocess
import sys

import pytest

import search


@pytest.mark.parametrize("name", search.__all__)
def test_what_programs_use_is_found(name):
    assert getattr(search, name).__module__.startswith("search.")


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="nothing"):
        _ = search.nothing


def test_importing_it_loads_nothing_heavy():
    program = (
        "import sys, search;"
        "heavy = {'numpy', 'faiss', 'tantivy', 'pyoxigraph', 'pydantic', 'torch'} & sys.modules.keys();"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
