"""What exists, what it is called and how its name is recognised: the ground floor."""
