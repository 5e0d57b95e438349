# `make help` lists the targets. They need Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
BIN := .venv/bin
INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
# The environment of a production server, for the system checks.
PRODUCTION := DEBUG=false SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	ALLOWED_HOSTS=factcheck.example SITE_URL=https://factcheck.example SSL_REDIRECT=true HSTS_SECONDS=31536000 \
	HSTS_SUBDOMAINS=true POSTGRES_PASSWORD=checked

.DEFAULT_GOAL := help
.PHONY: help run install dev semantic test test-sqlite test-browser test-quick test-postgres test-faults lint test-semantic format bench bench-text train messages lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/make \1\t\2/p' Makefile | expand -t 22

run: install  ## start everything on this machine: PORT=8000, DATA_DIR=var
	@exec '$(BIN)/python' -m factcheck.launch --with-parent

install: .venv/run-time  ## create .venv and install the requirements

dev: .venv/run-time .venv/development  ## also install what tests and checks need

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Factcheck needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Use another: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/run-time: requirements.txt | .venv/bin/python
	@echo 'Installing what Factcheck needs: once, a minute or two.'
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt .venv/run-time | .venv/bin/python
	@echo 'Installing what the tests and checks need.'
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

semantic: .venv/run-time  ## install the semantic extra: match earlier checks and passages by meaning too
	@$(INSTALL) -r requirements-semantic.txt

# Two suites on SQLite, so that `make --jobs=2` has two halves that take about the same time.
test: test-browser test-postgres test-quick  ## run every test: on SQLite, and those that use the database on PostgreSQL

test-sqlite: dev  ## run every test on SQLite
	$(BIN)/python -m pytest $(ARGS)

test-browser: dev  ## run the tests with a browser or servers of their own on SQLite
	$(BIN)/python -m pytest -m 'browser or servers' $(ARGS)

test-quick: dev  ## run all other tests on SQLite
	$(BIN)/python -m pytest -m 'not browser and not servers' $(ARGS)

test-postgres: dev  ## run the tests that use the database on a temporary PostgreSQL
	$(BIN)/python -W ignore -m tests.on_postgres $(BIN)/python -m pytest -m 'not browser and not servers' \
		--ignore=tests/text --ignore=tests/argument --ignore=tests/reporting --ignore=tests/launch \
		--ignore=tests/http_client --ignore=tests/locale --ignore=tests/test_patterns.py $(ARGS)

test-faults: dev  ## kill, cut off and fill the parts of whole installations: FAULT_SECONDS=60, FAULT_SEED=7
	FAULT_SECONDS=$(or $(FAULT_SECONDS),60) FAULT_SEED=$(or $(FAULT_SEED),7) $(BIN)/python -W ignore -m pytest -s tests/faults $(ARGS)

lint: export DATA_DIR := $(CURDIR)/.venv/scratch
lint: dev  ## check style, types, templates, migrations, imports, wording, deployment files
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports
	$(BIN)/python -m tests.plain_language
	$(BIN)/python manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(PRODUCTION) $(BIN)/docker-compose config --quiet
	$(BIN)/hadolint Dockerfile

# Installed beside .venv, so that the other tests still run without the extra.
test-semantic: dev .venv/semantic/installed  ## run the tests of matching and passages with the semantic extra
	PYTHONPATH=.venv/semantic SEMANTIC=required $(BIN)/python -m pytest tests/text/test_embeddings.py tests/text/test_similarity.py \
		tests/text/test_passage_ranking.py tests/text/training/test_evaluate.py tests/review/test_prior_checks.py \
		tests/actions/test_prior_check_scan.py tests/api/test_prior_checks.py tests/web/test_suggestions_pages.py $(ARGS)

.venv/semantic/installed: requirements-semantic.txt | .venv/bin/python
	@rm -rf .venv/semantic
	@$(INSTALL) --no-deps --target .venv/semantic -r requirements-semantic.txt
	@touch $@

format: dev  ## format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: dev  ## run the benchmarks; one JSON line per figure. Only one: NAME=cold_start
	@$(BIN)/python -m bench $(NAME)

bench-text: dev  ## measure text quality on the data sets in FACTCHECK_CORPORA (some: SETS=...); rewrites docs/quality.md
	$(BIN)/python -m bench.text_quality $(SETS)

train: dev  ## train the weights of factcheck/text; reproducible to the byte
	$(BIN)/python -m factcheck.text.training

messages: dev  ## extract the messages of templates and code into the catalogs, and compile them
	$(BIN)/python -m factcheck.locale

lock: dev  ## write the locked requirements from the .in files
	$(BIN)/uv pip compile $(LOCK) requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile $(LOCK) requirements-dev.in --output-file requirements-dev.txt
	$(BIN)/uv pip compile $(LOCK) requirements-semantic.in --output-file requirements-semantic.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

clean:  ## remove generated files, except the data in var/ and .venv
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
