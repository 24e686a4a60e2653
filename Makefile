# Détente: `make reach` for the answer, `make test` for proof. `make help` lists the rest.
# Everything is installed into .venv, from the locks in requirements/, only when they change.
SHELL := /bin/sh
BIN := .venv/bin
CASE ?= cases/hanoi-2019
JOBS ?= 2
PYTEST_ARGS ?=
DEV := .venv/.ready-dev
RUN := .venv/.ready-run

.DEFAULT_GOAL := help
.PHONY: help reach install dev test check unit nightly bench docs reference format lock clean distclean

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

reach: $(RUN) ## how can the parties still reach a deal? (CASE=cases/hanoi-2019)
	$(BIN)/detente reach $(CASE)

install: $(RUN) ## make .venv with what running needs

dev: $(DEV) ## make .venv with what developing needs

$(RUN): requirements/run.txt pyproject.toml tools/install.sh
	@tools/install.sh run

$(DEV): requirements/dev.txt $(RUN)
	@tools/install.sh dev

check: $(DEV) ## lint, format, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(DEV) ## the tests alone (PYTEST_ARGS="-k name")
	$(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

test: check unit ## everything: lint, format, types, import rules, tests; says what was skipped

nightly: check ## the same with many more random examples and the slow tests
	DETENTE_THOROUGH=1 $(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

bench: $(DEV) ## what is fast, measured
	$(BIN)/python -m benchmarks

docs: $(DEV) ## the documentation site, into site/
	$(BIN)/mkdocs build --strict --quiet
	@echo "docs: open site/index.html"

reference: $(DEV) ## write docs/reference: commands and codebook, from the program itself
	$(BIN)/python -m tools.cli_reference
	$(BIN)/python -m tools.codebook
	$(BIN)/python -m tools.catalogue_reference

format: $(DEV) ## mend formatting and import order
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

lock: ## renew requirements/*.txt (needs uv; UPGRADE=1 for newer versions)
	UPGRADE=$(UPGRADE) tools/lock.sh

clean: ## remove what was built, keep .venv
	rm -rf build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove .venv too
	rm -rf .venv
