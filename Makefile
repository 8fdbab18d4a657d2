# Skywitness: everything a contributor runs. Each target sets up what it needs.
# Needs python3 (3.11 or newer, with venv), git and make; nothing else.

PYTHON  ?= python3
BROWSER ?= yes
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check install --quiet
CASE    := mq9-black-sea-2023
FUZZ    ?= 100000
BLOCKS  ?= 1 2 3 4
PYTEST  := $(BIN)/python -m pytest -n 2 --dist worksteal --durations 5

# What `make test-long` draws: together less than half an hour on two cores.
LONG_FUZZ   := 10000
LONG_WORLDS := --worlds 400 --lies 150 --journeys 120 --journey-lies 60

.DEFAULT_GOAL := help
.PHONY: help demo test test-long setup lint format types layers licences docs soundness fuzz bench lock dossier clean

help: ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## check the Black Sea case and write its page
	$(BIN)/skywitness check $(CASE) --out out/$(CASE)

test: $(VENV)/.dev ## run the tests (BROWSER=no leaves out those that drive a browser)
ifeq ($(BROWSER),no)
	@test -z "$$CI" || { echo "BROWSER=no is not for CI: the browser tests are part of it" >&2; exit 1; }
	@echo "BROWSER=no: the tests that drive a browser are left out" >&2
	$(PYTEST) -m "not long and not browser"
else
	@$(BIN)/python tools/chromium.py
	$(PYTEST) -m "not long"
endif

# Each part runs whatever became of the one before.
test-long: $(VENV)/.dev ## run what is long by nature: large sizes of tests, random worlds, damaged files
	failed=0; \
	$(PYTEST) -m long || failed=1; \
	$(BIN)/python -m tests.helpers.soundness $(LONG_WORLDS) || failed=1; \
	$(BIN)/python -m tests.helpers.fuzz --count $(LONG_FUZZ) || failed=1; \
	exit $$failed

setup: $(VENV)/.dev ## create .venv with everything for development

lint: $(VENV)/.dev ## style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.dev ## mend style and formatting
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.dev ## mypy, strict
	$(BIN)/mypy

layers: $(VENV)/.dev ## which layer may import which
	PYTHONPATH=src $(BIN)/lint-imports --no-cache

licences: $(VENV)/.dev ## licences of everything needed at run time
	$(BIN)/python tools/licences.py

docs: $(VENV)/.dev ## build the documentation into site/, warnings are errors
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	$(BIN)/python tools/offline.py site

soundness: $(VENV)/.dev ## 10,000 random true worlds and 10,000 journeys in four blocks (BLOCKS=2: one of them)
	failed=0; for block in $(BLOCKS); do \
	  $(BIN)/python -m tests.helpers.soundness --block $$block || failed=1; \
	done; exit $$failed

fuzz: $(VENV)/.dev ## 100,000 damaged and hostile files of every format
	$(BIN)/python -m tests.helpers.fuzz --count $(FUZZ)

bench: $(VENV)/.dev ## time the solver and the readers against their rivals, side by side
	$(BIN)/python bench/brute_grid.py --plain
	$(BIN)/python bench/thirty_claims.py
	$(BIN)/python bench/read_traces.py
	$(BIN)/python bench/decode_frames.py
	$(BIN)/python bench/read_day.py --positions 20000000

lock: $(VENV)/.tool ## choose the newest allowed versions and write them, with hashes
	tools/lock.sh $(VENV)/tool/bin/uv

dossier: $(VENV)/.node ## build the dossier's page from dossier-ui/ (node from PyPI where there is none)
	cd dossier-ui && PATH="$(NODEPATH):$$PATH" npm run build
	$(BIN)/python tools/page_release.py

clean: ## remove everything that was made here
	rm -rf $(VENV) out site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache dossier-ui/node_modules dossier-ui/dist
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +

# --- how the targets above get their tools -----------------------------------------------------
# A stamp is newer than what it was made from: editing a lock file installs again, nothing else does.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
		"Skywitness needs Python 3.11 or newer, and $(PYTHON) is not: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo \
		"$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements.lock pyproject.toml
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.tool: $(BIN)/python
	$(PYTHON) -m venv $(VENV)/tool
	$(VENV)/tool/bin/python -m pip install --quiet uv==0.13.9
	@touch $@

# Node of the machine where it is new enough, else the one of a wheel; packages as locked, with hashes.
NODEPATH := $(CURDIR)/$(VENV)/node/bin

$(VENV)/.node: $(BIN)/python dossier-ui/package-lock.json
	@{ node $(CURDIR)/dossier-ui/build/new-enough.mjs && command -v npm; } >/dev/null 2>&1 \
		|| tools/node.sh $(PYTHON) $(VENV)/node
	cd dossier-ui && PATH="$(NODEPATH):$$PATH" npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
