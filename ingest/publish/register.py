"""Policies of a user's own: checked, and kept as Turtle in the data folder."""

from contextlib import ExitStack
from pathlib import Path

from ingest.publish.placing import place_file
from ontology.knowledge import load_knowledge
from ontology.register_file import check_register as check_register_file
from ontology.register_file import register_turtle
from search.data_folder import DataFolder


def check_register(file: Path) -> int:
    """The number of policies in a Turtle or CSV file, all of them usable. Raises InvalidInputError."""
    return len(check_register_file(file, load_knowledge()))


def place_register(folder: DataFolder, file: Path, undo: ExitStack) -> None:
    """Keep the policies of `file` as `DATA/register/STEM.ttl`, replacing an earlier file of that name."""
    policies = check_register_file(file, load_knowledge(folder.register))
    content = file.read_bytes() if file.suffix == ".ttl" else register_turtle(policies)
    place_file(folder.register / f"{file.stem}.ttl", content, undo)
