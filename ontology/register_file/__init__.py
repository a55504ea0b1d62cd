"""Files of policies that users add to the register, as Turtle or CSV."""

from ontology.register_file.file import check_register, register_turtle

__all__ = ["check_register", "register_turtle"]
