# `make` alone tells what there is. Everything below is Python: see tools/.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $(name))) python3)
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run install check test bench format openapi messages migrations lock screenshots clean

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Prepare what is missing and serve on http://127.0.0.1:8000 (PORT=, LINLI_DATA_DIR=)
	@exec $(PYTHON) -m tools.bootstrap run

install: ## Fetch the tools of development into .venv and pwa/node_modules
	@$(PYTHON) -m tools.bootstrap install

check: install ## Lint, types, imports, migrations, API document, translations, locks, client
	@$(VENV)/python -m tools.check

test: check ## Checks, then every test: SQLite, PostgreSQL, phone app, journeys in Chromium
	@$(VENV)/python -m tests.support.everything

bench: install ## Print the figures of races and speed
	@$(VENV)/python -m tests.benchmarks

format: install ## Put imports and layout in order
	@$(VENV)/ruff check --fix --quiet . || true
	@$(VENV)/ruff format .

openapi: install ## Write pwa/openapi.json and the client's types
	@$(VENV)/python -m tools.contract write

messages: install ## Compile the Chinese catalogue
	@$(VENV)/python -m tools.translations compile

migrations: install ## Write missing migrations
	@$(VENV)/python manage.py makemigrations

lock: install ## Resolve requirements/*.txt again from pyproject.toml
	@$(VENV)/python -m tools.locks make

screenshots: install ## Take the pictures of the README from a running demo
	@$(VENV)/python -m tests.screenshots

clean: ## Remove everything that was made, except the data in var/
	rm -rf .venv pwa/node_modules pwa/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
