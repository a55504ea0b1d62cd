"""How people and programs reach drcgraph: command line, HTTP, web pages, settings."""
