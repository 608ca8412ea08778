# One word for each thing a person does. Each sets up .venv by itself, from python3 (3.11 or later) alone.

PYTHON  ?= python3
WORKERS ?= auto

VENV := .venv
BIN  := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
DEMO := out/bookshop

.PHONY: help setup demo test check bench docs clean
.DELETE_ON_ERROR:

help:
	@echo "make demo   check, publish, draw and test the example bookshop, into $(DEMO)"
	@echo "make test   everything a change has to pass: make check, then the tests"
	@echo "make check  lint, format and types"
	@echo "make bench  measure: parsing, checks, scenarios, tests, diagrams, site, start-up"
	@echo "make docs   write the generated pages of docs/ again"
	@echo "make clean  remove all that these make"

demo: setup
	$(BIN)/usecase check examples/bookshop
	$(BIN)/usecase build examples/bookshop -o $(DEMO)/site
	$(BIN)/usecase diagram examples/bookshop --kind use-case --format svg -o $(DEMO)/diagram.svg
	$(BIN)/usecase generate examples/bookshop --framework pytest -o $(DEMO)/tests
	@echo
	@echo "The site     $(DEMO)/site/index.html   (open it in a browser)"
	@echo "The diagram  $(DEMO)/diagram.svg"
	@echo "The tests    $(DEMO)/tests   (a test for each scenario; each fails until somebody writes it)"

test: check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python benchmarks/run.py

docs: setup
	$(BIN)/python docs/generate.py

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

# On a failure make deletes the file, so that the next try starts here again.
$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) out build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
