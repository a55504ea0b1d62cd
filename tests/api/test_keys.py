from pathlib import Path

import pytest

from api.keys import KeyRing
from ontology.errors import ConflictError, NotFoundError


def test_a_key_is_found_by_itself_and_kept_as_a_hash_alone(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    secret = ring.add("harvester", "write")
    found = ring.find(secret)
    assert found is not None
    assert (found.name, found.scope) == ("harvester", "write")
    assert ring.find(secret + "x") is None
    kept = tmp_path / "keys.json"
    assert secret not in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_names_are_unique_and_removal_is_final(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    secret = ring.add("harvester", "read")
    with pytest.raises(ConflictError, match="harvester"):
        ring.add("harvester", "write")
    KeyRing(tmp_path).remove("harvester")
    assert ring.find(secret) is None
    with pytest.raises(NotFoundError):
        ring.remove("harvester")
