"""Where things lie in a data folder and in a release, and the lock of its one writer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ontology.errors import ConflictError, InvalidInputError


@dataclass(frozen=True, slots=True)
class ReleasePaths:
    """The parts of one release."""

    root: Path

    @property
    def manifest(self) -> Path:
        """JSON: what is in the release and what it was made with."""
        return self.root / "manifest.json"

    @property
    def documents(self) -> Path:
        """SQLite: documents with their annotations."""
        return self.root / "documents.sqlite"

    @property
    def graph(self) -> Path:
        """The graph store."""
        return self.root / "graph"

    @property
    def index(self) -> Path:
        """Word index, vectors and rows."""
        return self.root / "index"

    @property
    def derived(self) -> Path:
        """Vectors of the measures and titles that derived links compare."""
        return self.root / "derived.npz"

    @property
    def register(self) -> Path:
        """The user's policies as they were when this was published."""
        return self.root / "register"

    @property
    def corrections(self) -> Path:
        """The user's corrections as they were when this was published."""
        return self.root / "corrections"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder that holds everything of one installation."""

    root: Path

    @property
    def current(self) -> Path:
        """Symbolic link to the release that readers see."""
        return self.root / "current"

    @property
    def releases(self) -> Path:
        """One folder a release."""
        return self.root / "releases"

    @property
    def register(self) -> Path:
        """Policies of one's own."""
        return self.root / "register"

    @property
    def corrections(self) -> Path:
        """Merges, rejections and confirmations."""
        return self.root / "corrections"

    @property
    def models(self) -> Path:
        """What was derived from models, by hash."""
        return self.root / "models"

    @property
    def journal(self) -> Path:
        """Names the release that is being published, until it is current."""
        return self.root / "publishing"

    @property
    def scratch(self) -> Path:
        """Where a writer keeps what it needs only while it works."""
        return self.releases / ".scratch.partial"

    def release(self, id_: str) -> ReleasePaths:
        """The parts of the release with this id, which need not exist."""
        return ReleasePaths(self.releases / id_)

    def draft(self, id_: str) -> ReleasePaths:
        """The parts of a release that is not finished."""
        return ReleasePaths(self.releases / f".{id_}.partial")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder as its only writer. Raises ConflictError at once where another one does."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / "lock", timeout=0)
            lock.acquire()
        except Timeout:
            raise ConflictError(
                f"{self.root} is being written by another process: wait until it has finished."
            ) from None
        except OSError as error:
            raise InvalidInputError(
                f"{self.root} cannot be written ({error.strerror}): choose another folder with --data."
            ) from error
        try:
            yield
        finally:
            lock.release()
