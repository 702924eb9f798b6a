SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# A public site, as far as Django's checks ask; without a file of a database.
AS_DEPLOYED = HTTPS=true SECRET_KEY=$$(head -c 64 /dev/urandom | base64 -w 0) DATABASE_URL=sqlite://:memory: DATA_DIR=/nonexistent

# The environment's Python where there is one, else the one that makes it.
ANY_PYTHON = $(if $(wildcard $(BIN)/python),$(BIN)/python,$(PYTHON))
STEP = $(ANY_PYTHON) -m home.services.steps
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
OFFLINE = Is there a network? With a mirror of PyPI, name it in PIP_INDEX_URL. Then start again.
# Lines come when they are written, and names of folders may have any letters, whatever the locale says.
export PYTHONUNBUFFERED = 1
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help look setup run test coverage test-slow lint audit sbom bench relevance screenshots messages

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

# Before all that takes long: is this Python new enough; can the data be written, and is the port free.
look:
	@command -v $(ANY_PYTHON) >/dev/null || { echo "There is no $(ANY_PYTHON): install Python 3.11 or later, or name one, as in: make run PYTHON=/usr/bin/python3.12" >&2; exit 1; }
	@$(ANY_PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Python 3.11 or later is needed, and $(ANY_PYTHON) is %d.%d: name another, as in: make run PYTHON=python3.12$(if $(wildcard $(BIN)/python), (and remove the folder .venv))" % v[:2])'
	@$(if $(filter run setup,$(MAKECMDGOALS)),$(ANY_PYTHON) -m home.services.start_checks --folder "$${DATA_DIR:-var}" $(if $(filter run,$(MAKECMDGOALS)),--port "$(PORT)"),:)

.venv/.runtime: requirements.txt | look
	@$(STEP) "Python environment" --alone .start.lock --hint "Install the module venv (Debian: python3-venv), remove the folder .venv, and start again." -- \
	  sh -c '$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv'
	@$(STEP) "Python packages" --alone .start.lock --hint "$(OFFLINE)" -- $(PIP) -r requirements.txt
	@touch $@

.venv/.development: requirements.txt requirements-dev.txt .venv/.runtime
	@$(STEP) "Packages for development" --alone .start.lock --hint "$(OFFLINE)" -- $(PIP) -r requirements-dev.txt
	@touch $@

# Fonts come from npm where it is there; the site works without them, and asks again at the next start.
node_modules/.installed: package.json | look
	@if ! command -v npm >/dev/null; then \
	  echo "npm is not there: the site goes without its font, the land on its maps and live filters. Install Node.js (Debian: nodejs npm) and start again to have them."; \
	elif $(STEP) "Fonts and scripts" --alone .start.lock -- npm install --silent --no-audit --no-fund --ignore-scripts --fetch-retries 1; then touch $@; \
	else echo "npm failed: the site goes without its font, the land on its maps and live filters. The next start tries again."; fi

.venv/.messages: .venv/.runtime $(wildcard knowledgebase/*locale/*/LC_MESSAGES/*.po)
	@$(BIN)/python manage.py compile_catalogues
	@touch $@

setup: .venv/.runtime node_modules/.installed .venv/.messages ## Prepare environment, database, starter collection and index
	@$(BIN)/python manage.py set_up

run: .venv/.runtime node_modules/.installed .venv/.messages ## Prepare and serve on http://127.0.0.1:PORT (PORT=8000)
	@$(BIN)/python manage.py set_up --demo-accounts --url http://127.0.0.1:$(PORT)/
	@exec $(BIN)/python -m gunicorn --config python:knowledgebase.gunicorn_config knowledgebase.wsgi --bind 127.0.0.1:$(PORT) --workers 1

test: .venv/.development node_modules/.installed .venv/.messages ## Run the suite
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

coverage: .venv/.development node_modules/.installed .venv/.messages ## Run the suite and say how much of the code it runs
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" --cov

test-slow: .venv/.development .venv/.messages ## Run what takes minutes: killed nodes, a cluster, thousands of changes under faults
	@$(BIN)/python -m pytest -m slow

lint: .venv/.development node_modules/.installed ## Style, types and the arrows between the rooms
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy cases home knowledgebase search
	@$(BIN)/lint-imports
	@$(AS_DEPLOYED) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(AS_DEPLOYED) $(BIN)/python manage.py check --deploy --fail-level WARNING
	@if test -x node_modules/.bin/stylelint; then node_modules/.bin/stylelint 'knowledgebase/static/css/*.css'; fi
	@$(BIN)/python -m yamllint --strict compose.yaml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml
	@$(BIN)/hadolint Dockerfile
	@shopt -s globstar nullglob; $(BIN)/djhtml --check --tabwidth 2 {cases,search,home,knowledgebase}/templates/**/*.html

audit: .venv/.development node_modules/.installed ## Ask whether a package in use has a known vulnerability
	@.ci/audit

sbom: .venv/.development ## Write what the site is made of into DATA_DIR/sbom, as CycloneDX
	@mkdir -p "$${DATA_DIR:-var}/sbom"
	@$(BIN)/cyclonedx-py requirements requirements.txt --output-reproducible --of JSON -o "$${DATA_DIR:-var}/sbom/python.cdx.json"
	@if command -v npm >/dev/null; then npm sbom --package-lock-only --omit dev --sbom-format cyclonedx > "$${DATA_DIR:-var}/sbom/npm.cdx.json"; \
	else echo "npm is not there: its part is left out." >&2; fi
	@ls "$${DATA_DIR:-var}"/sbom/*.cdx.json

bench: .venv/.development ## Measure import, search and memory on generated collections
	@$(BIN)/python -m tests.bench

relevance: .venv/.development ## Judge searches over the starter collection, and Wagtail's own beside them
	@$(BIN)/python -m tests.relevance

screenshots: .venv/.development ## Take the README's pictures from a running site (SITE=http://127.0.0.1:8000)
	@$(BIN)/python -m tests.browser.screenshots

messages: .venv/.development ## Collect the strings that users see into the fa and ar catalogues
	@$(BIN)/python manage.py makemessages -l fa -l ar --no-location --no-wrap -i .venv -i node_modules -i tests
