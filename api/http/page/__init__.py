"""What the pages show: view models made from a release, rendered by the templates."""
