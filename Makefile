# Needs python3 (3.11 or newer) and make. Everything else comes into .venv and web/node_modules.

PYTHON ?= python3
WORKERS ?= auto
# Where the real corpora lie; they come beside the project, not with it.
DATA ?= ../shared/data
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
WEB_SOURCES := $(shell find web -name node_modules -prune -o -type f -print 2>/dev/null)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test fuzz check golden bench bench-full clients peers schema web demo-acl clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: .venv/.colophon web ## serve the graph on 127.0.0.1:8000, with a sample in it
	@$(BIN)/colophon run $(ARGS) || [ $$? -eq 130 ]

test: .venv/.colophon web clients ## all tests, on a PostgreSQL of their own
	@$(BIN)/python -m pytest --quiet --numprocesses $(WORKERS)

fuzz: .venv/.colophon web ## ask at length what openapi.json says can be asked (EXAMPLES for each)
	@FUZZ_EXAMPLES=$(or $(EXAMPLES),500) $(BIN)/python -m pytest --quiet tests/rest/test_schemathesis.py

check: .venv/.colophon ## format, lint, types, file lengths, schema.graphql up to date
	@$(BIN)/ruff format --check --quiet . || { echo "Not formatted: $(BIN)/ruff format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --strict --no-error-summary
	@$(BIN)/python -m pytest --quiet --tb=short tests/test_layers.py
	@$(BIN)/colophon schema | diff -u schema.graphql - \
		|| { echo "schema.graphql is not what the code says: make schema"; exit 1; }

schema: .venv/.colophon ## write schema.graphql from the code
	@$(BIN)/colophon schema > schema.graphql.new && mv schema.graphql.new schema.graphql

golden: .venv/.colophon ## rewrite the golden files of the tests, to be read before they are committed
	@[ -z "$$CI" ] || { echo "Golden files are not rewritten where CI is set."; exit 1; }
	@UPDATE_GOLDEN=1 $(BIN)/python -m pytest --quiet --numprocesses $(WORKERS) tests

bench: .venv/.colophon peers ## Colophon beside what one would pick instead, in one run of minutes
	@$(BIN)/python -m benchmarks --seconds 0.7 $(ARGS)

bench-full: .venv/.colophon peers ## the same on ten times as much, hubs and the median apart
	@$(BIN)/python -m benchmarks --papers 300k --samples random,median,hubs --rounds 5 \
		--connections 16,1 $(ARGS)

clients: tests/clients/node_modules/.installed .venv/clients/.installed ## what makes clients from schema.graphql, for the tests

peers: benchmarks/peers/postgraphile/node_modules/.installed ## what is measured beside Colophon

demo-acl: .venv/.colophon ## the ACL Anthology and AAN's citations into the graph, from DATA
	@$(BIN)/colophon migrate
	@$(BIN)/colophon ingest acl-anthology $(DATA)/acl_anthology/xml $(DATA)/acl_anthology/name_variants.yaml
	@$(BIN)/colophon ingest citations $(DATA)/aan/acl_citations.txt.gz --scheme acl
	@$(BIN)/colophon verify

web: service/web/index.html ## GraphiQL, built from npm packages

clean: ## remove everything that make has made (not the data)
	@rm -rf .venv service/web web/node_modules benchmarks/peers/postgraphile/node_modules tests/clients/node_modules build dist .pytest_cache .mypy_cache .ruff_cache

# --- the environment ---------------------------------------------------------------------------

.venv/.packages: requirements.lock
	@echo "Making the environment in .venv (once; again when requirements.lock changes) …"
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Colophon needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=…")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make environments: install its venv package (python3-venv)"; exit 1; }
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(PIP) --no-deps --requirement requirements.lock
	@touch $@

.venv/.colophon: .venv/.packages pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# --- peers of the benchmarks -------------------------------------------------------------------

benchmarks/peers/postgraphile/node_modules/.installed: benchmarks/peers/postgraphile/package-lock.json .venv/.packages
	@echo "Getting PostGraphile, and Node.js where there is none that it runs on (once) …"
	@$(PIP) --no-deps --requirement requirements-node.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix $(@D)/.. --silent --no-audit --no-fund
	@touch $@

# --- generators of clients ---------------------------------------------------------------------

tests/clients/node_modules/.installed: tests/clients/package-lock.json | .venv/.packages
	@echo "Getting Relay's compiler, graphql-eslint and graphql-codegen (once) …"
	@scripts/with-node npm ci --prefix tests/clients --silent --no-audit --no-fund
	@touch $@

.venv/clients/.installed: tests/clients/requirements.lock | .venv/.packages
	@echo "Getting ariadne-codegen, in an environment of its own (once) …"
	@rm -rf $(@D)
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --requirement $<
	@touch $@

# --- web assets --------------------------------------------------------------------------------

web/node_modules/.installed: web/package-lock.json | .venv/.packages
	@echo "Getting what GraphiQL is built from (once) …"
	@scripts/with-node npm ci --prefix web --silent --no-audit --no-fund
	@touch $@

service/web/index.html: $(WEB_SOURCES) web/node_modules/.installed
	@echo "Building GraphiQL …"
	@scripts/with-node npm run --prefix web --silent build -- --logLevel warn
	@touch $@
