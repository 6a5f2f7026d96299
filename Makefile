# Every promise of the README is one of these commands. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
AXE := $(VENV)/axe/node_modules/axe-core/axe.min.js
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# What to hand on: make demo DEMO="--town aihama --no-browser", make test TESTS=tests/rules
DEMO ?=
TESTS ?=
# Tests write thousands of databases: into memory, where there is enough of it (KiB).
IN_MEMORY := $(shell [ "$$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -gt 8000000 ] 2>/dev/null && echo TMPDIR=/dev/shm)

.DEFAULT_GOAL := help
.PHONY: help demo test check bench axe screenshots format texts

help:  ## what you can do here
	@awk -F ':.*  ## ' '/^[a-z]+:.*  ## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# One hashed file pins what Kaeru runs with and what it is checked with, so that both are the same everywhere.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Kaeru needs Python 3.11 or newer: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	@echo "Installing what Kaeru needs into $(VENV) (once)…"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

demo: $(READY)  ## a synthetic city in a Slack-like workspace, no account needed
	$(BIN)/kaeru demo $(DEMO)

test: $(READY)  ## the whole suite, on SQLite and PostgreSQL
	$(IN_MEMORY) $(BIN)/pytest $(TESTS)

check: $(READY)  ## format, lint, types, architecture, texts, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m locales check
	$(BIN)/kaeru db check
	$(BIN)/python -m tests.sizes

bench: $(READY)  ## speed as ratios against a reference in the same run
	$(BIN)/python -m tests.bench

# Judges how well the page serves everybody. Fetched with npm, used by tests alone.
axe: $(AXE)  ## fetch axe-core, with which tests look for barriers on the page
$(AXE): Makefile
	npm install --prefix $(VENV)/axe --no-save --no-package-lock --no-audit --no-fund --silent axe-core@4.14.1
	touch $@

screenshots: $(READY)  ## the pictures of the README, taken of the demo in Chromium
	$(BIN)/python -m tests.screenshots

format: $(READY)  ## write the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

texts: $(READY)  ## collect new sentences into the catalogues
	$(BIN)/python -m locales update
