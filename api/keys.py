"""Keys for programs that write: only their hashes are kept, in DATA/keys.json."""

import json
import secrets
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from ontology.errors import ConflictError, InvalidInputError, NotFoundError

Scope = Literal["read", "write"]
PREFIX = "drcgraph_"


@dataclass(frozen=True, slots=True)
class Key:
    """A key's name, what it allows, and the SHA-256 of the key itself (which has 256 random bits)."""

    name: str
    scope: Scope
    sha256: str


class KeyRing:
    """The keys of a data folder; the file is read anew whenever it has changed."""

    def __init__(self, data: Path) -> None:
        self._path = data / "keys.json"
        self._read_at: tuple[int, int] | None = None
        self._keys: tuple[Key, ...] = ()

    def entries(self) -> tuple[Key, ...]:
        """All keys, by name."""
        try:
            state = self._path.stat()
        except FileNotFoundError:
            self._keys, self._read_at = (), None
            return self._keys
        if self._read_at != (state.st_mtime_ns, state.st_size):
            self._keys = tuple(Key(**entry) for entry in json.loads(self._path.read_text(encoding="utf-8")))
            self._read_at = (state.st_mtime_ns, state.st_size)
        return self._keys

    def find(self, secret: str) -> Key | None:
        """The key that `secret` is, compared in constant time; None for no key of this folder."""
        digest = _digest(secret)
        return next((key for key in self.entries() if secrets.compare_digest(key.sha256, digest)), None)

    def add(self, name: str, scope: Scope) -> str:
        """A new key; it is shown this once. Raises ConflictError where the name is taken."""
        if not name.strip():
            raise InvalidInputError("a key needs a name that tells whose it is")
        if any(key.name == name for key in self.entries()):
            raise ConflictError(f"there is a key {name!r} already: remove it first, or take another name")
        secret = PREFIX + secrets.token_urlsafe(32)
        self._write((*self.entries(), Key(name, scope, _digest(secret))))
        return secret

    def remove(self, name: str) -> None:
        """Take a key away. Raises NotFoundError."""
        kept = tuple(key for key in self.entries() if key.name != name)
        if len(kept) == len(self.entries()):
            raise NotFoundError(f"no key {name!r}: list them with `drcgraph keys list`")
        self._write(kept)

    def _write(self, keys: tuple[Key, ...]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        half = self._path.with_suffix(".partial")
        half.touch(mode=0o600)
        half.write_text(json.dumps([asdict(key) for key in keys], indent=2) + "\n", encoding="utf-8")
        half.replace(self._path)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
