"""From files and folders to documents."""

from ingest.read.file import DEFAULT_SIZE_LIMIT, read_file
from ingest.read.folder import EXTENSIONS, read_paths
from ingest.read.unreadable import Unreadable, UnreadableError

__all__ = ["DEFAULT_SIZE_LIMIT", "EXTENSIONS", "Unreadable", "UnreadableError", "read_file", "read_paths"]
