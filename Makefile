# Everything runs in a virtual environment of its own, .venv, which each target makes when it is missing.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
export DRCGRAPH_DATA ?= data

.PHONY: install demo test pictures clean

install: $(VENV)/.installed

# Installing also bundles what the pages load in the browser (hatch_build.py).
FRONTEND = $(wildcard $(addprefix api/frontend/,*.json *.mjs src/*))

$(VENV)/.installed: pyproject.toml constraints.txt hatch_build.py $(FRONTEND)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet torch==2.13.0
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: install
	$(BIN)/drcgraph ingest corpus
	$(BIN)/drcgraph serve

# Two processes, a test file staying in one of them.
test: install
	$(BIN)/pytest --numprocesses 2 --dist loadfile -m 'not slow'

# Every page at three widths, light and dark, into artifacts/screenshots.
pictures: install
	$(BIN)/pytest tests/api/http/test_every_page.py

clean:
	rm -rf $(VENV) data dist artifacts api/http/static/bundle api/frontend/node_modules
