# The whole developer manual: `make help` lists the targets. Needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
BIN := .venv/bin
INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
# What a production server would have in its environment, for the checks that ask.
PRODUCTION := DEBUG=false SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	ALLOWED_HOSTS=factcheck.example SITE_URL=https://factcheck.example SSL_REDIRECT=true HSTS_SECONDS=31536000 \
	HSTS_SUBDOMAINS=true POSTGRES_PASSWORD=checked

.DEFAULT_GOAL := help
.PHONY: help run install dev semantic test test-sqlite test-postgres lint test-semantic format bench bench-text train messages lock clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/make \1\t\2/p' Makefile | expand -t 22

run: install  ## start everything on this machine: PORT=8000, DATA_DIR=var
	@exec '$(BIN)/python' -m factcheck.launch --with-parent

install: .venv/run-time  ## make .venv and install what Factcheck needs

dev: .venv/run-time .venv/development  ## install what the tests and checks need on top

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Factcheck needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Name another: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/run-time: requirements.txt | .venv/bin/python
	@echo 'Installing what Factcheck needs: once, a minute or two.'
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt .venv/run-time | .venv/bin/python
	@echo 'Installing what the tests and checks need.'
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

semantic: .venv/run-time  ## install the semantic extra: earlier checks and passages are read for their meaning too
	@$(INSTALL) -r requirements-semantic.txt

test: test-sqlite test-postgres  ## every test: SQLite, browser and servers, then the database's on PostgreSQL

test-sqlite: dev  ## every test, on SQLite
	$(BIN)/python -m pytest $(ARGS)

test-postgres: dev  ## the tests that touch the database, on a PostgreSQL of their own
	$(BIN)/python -W ignore -m tests.on_postgres $(BIN)/python -m pytest -m 'not browser and not servers' \
		--ignore=tests/text --ignore=tests/argument --ignore=tests/reporting --ignore=tests/launch $(ARGS)

lint: export DATA_DIR := $(CURDIR)/.venv/scratch
lint: dev  ## style, types, templates, migrations, imports, deployment files
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(PRODUCTION) $(BIN)/docker-compose config --quiet
	$(BIN)/hadolint Dockerfile

# Beside .venv, so that the other tests go on without it.
test-semantic: dev .venv/semantic/installed  ## the tests of matching and passages, with the semantic extra too
	PYTHONPATH=.venv/semantic SEMANTIC=required $(BIN)/python -m pytest tests/text/test_embeddings.py tests/text/test_similarity.py \
		tests/text/test_passage_ranking.py tests/text/training/test_evaluate.py tests/review/test_prior_checks.py \
		tests/actions/test_prior_check_scan.py tests/api/test_prior_checks.py tests/web/test_suggestions_pages.py $(ARGS)

.venv/semantic/installed: requirements-semantic.txt | .venv/bin/python
	@rm -rf .venv/semantic
	@$(INSTALL) --no-deps --target .venv/semantic -r requirements-semantic.txt
	@touch $@

format: dev  ## put the code into the house's form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: dev  ## measure; one JSON line a figure. One alone: NAME=cold_start
	@$(BIN)/python -m bench $(NAME)

bench-text: dev  ## measure claims from text on the sets in FACTCHECK_CORPORA (some alone: SETS=...); rewrites docs/quality.md
	$(BIN)/python -m bench.text_quality $(SETS)

train: dev  ## train the weights of factcheck/text anew, to the byte
	$(BIN)/python -m factcheck.text.training

messages: dev  ## gather the strings of templates and code into the catalogues, and compile them
	$(BIN)/python -m factcheck.locale

lock: dev  ## write the locked requirements anew from the .in files
	$(BIN)/uv pip compile $(LOCK) requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile $(LOCK) requirements-dev.in --output-file requirements-dev.txt
	$(BIN)/uv pip compile $(LOCK) requirements-semantic.in --output-file requirements-semantic.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

clean:  ## remove what was made here, but the data in var/ and .venv
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
