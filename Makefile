# Every promise of the README is one of these commands. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEMO ?=

.DEFAULT_GOAL := help
.PHONY: help demo test check bench format texts

help:  ## what you can do here
	@grep -hE '^[a-z]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*  ## /  make \1\t/'

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Kaeru needs Python 3.11 or newer: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(READY)  ## a synthetic city in a Slack-like workspace, no account needed
	$(BIN)/kaeru demo $(DEMO)

test: $(READY)  ## the whole suite, on SQLite and PostgreSQL
	$(BIN)/pytest

check: $(READY)  ## format, lint, types, architecture, texts, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m locales check
	$(BIN)/kaeru db check

bench: $(READY)  ## speed as ratios against a reference in the same run
	$(BIN)/python -m tests.bench

format: $(READY)  ## write the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

texts: $(READY)  ## collect new sentences into the catalogues
	$(BIN)/python -m locales update
