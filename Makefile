SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# A public site, as far as Django's checks ask; without a file of a database.
AS_DEPLOYED = HTTPS=true SECRET_KEY=$$(head -c 64 /dev/urandom | base64 -w 0) DATABASE_URL=sqlite://:memory: DATA_DIR=/nonexistent

.DEFAULT_GOAL := help
.PHONY: help setup run test coverage test-slow lint bench relevance screenshots messages

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

.venv/.runtime: requirements.txt
	@echo "Python environment ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.development: requirements.txt requirements-dev.txt .venv/.runtime
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Fonts come from npm where it is there; the site works without them.
node_modules/.installed: package.json
	@mkdir -p node_modules
	@if command -v npm >/dev/null; then echo "Fonts ..."; npm install --silent --no-audit --no-fund --ignore-scripts || echo "npm failed: the site will use the fonts of the system"; fi
	@touch $@

.venv/.messages: .venv/.runtime $(wildcard knowledgebase/*locale/*/LC_MESSAGES/*.po)
	@$(BIN)/python manage.py compile_catalogues
	@touch $@

setup: .venv/.runtime node_modules/.installed .venv/.messages ## Prepare environment, database, starter collection and index
	@$(BIN)/python manage.py set_up

run: .venv/.runtime node_modules/.installed .venv/.messages ## Prepare and serve on http://127.0.0.1:PORT (PORT=8000)
	@$(BIN)/python manage.py set_up --demo-accounts --url http://127.0.0.1:$(PORT)/
	@exec $(BIN)/gunicorn knowledgebase.wsgi --bind 127.0.0.1:$(PORT) --workers 1 --threads 4 --log-level warning --no-control-socket --limit-request-line 0

test: .venv/.development node_modules/.installed .venv/.messages ## Run the suite
	@$(BIN)/pytest -n 2 --dist worksteal -m "not slow"

coverage: .venv/.development node_modules/.installed .venv/.messages ## Run the suite and say how much of the code it runs
	@$(BIN)/pytest -n 2 --dist worksteal -m "not slow" --cov

test-slow: .venv/.development .venv/.messages ## Run what takes minutes: killed nodes, a cluster, thousands of changes under faults
	@$(BIN)/pytest -m slow

lint: .venv/.development node_modules/.installed ## Style, types and the arrows between the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy cases home knowledgebase search
	@$(BIN)/lint-imports
	@$(AS_DEPLOYED) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(AS_DEPLOYED) $(BIN)/python manage.py check --deploy --fail-level WARNING
	@if test -x node_modules/.bin/stylelint; then node_modules/.bin/stylelint 'knowledgebase/static/css/*.css'; fi
	@$(BIN)/yamllint --strict compose.yaml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml
	@$(BIN)/hadolint Dockerfile
	@shopt -s globstar nullglob; $(BIN)/djhtml --check --tabwidth 2 {cases,search,home,knowledgebase}/templates/**/*.html

bench: .venv/.development ## Measure import, search and memory on generated collections
	@$(BIN)/python -m tests.bench

relevance: .venv/.development ## Judge searches over the starter collection, and Wagtail's own beside them
	@$(BIN)/python -m tests.relevance

screenshots: .venv/.development ## Take the README's pictures from a running site (SITE=http://127.0.0.1:8000)
	@$(BIN)/python -m tests.browser.screenshots

messages: .venv/.development ## Collect the strings that users see into the fa and ar catalogues
	@$(BIN)/python manage.py makemessages -l fa -l ar --no-location --no-wrap -i .venv -i node_modules -i tests
