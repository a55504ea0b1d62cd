# Everything runs in a virtual environment of its own, .venv, which each target makes when it is missing.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
export DRCGRAPH_DATA ?= data

.PHONY: install demo test clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet torch==2.13.0
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: install
	$(BIN)/drcgraph ingest corpus
	$(BIN)/drcgraph serve

test: install
	$(BIN)/pytest -m 'not slow'

clean:
	rm -rf $(VENV) data dist artifacts
