"""How well annotations agree with gold sets."""
