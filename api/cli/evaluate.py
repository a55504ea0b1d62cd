"""Quality on gold sets."""

COMMANDS = ()
