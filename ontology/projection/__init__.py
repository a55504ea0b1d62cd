"""Between dataclasses and triples, both ways: the only place where the two meet."""
