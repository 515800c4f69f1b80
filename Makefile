# Two commands matter: `make` makes everything, `make test` checks everything. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all site test compiled lab clean help lock bench peers

BIN := .venv/bin
READY := .venv/ready
WORKERS ?= 2
# Tests of the modules that are compiled; all tests run on their sources.
OF_COMPILED := $(addprefix tests/test_,$(addsuffix .py,claims compiled confidence corpus datelines evaluation gold \
  inputs mentions mentions_properties network patterns periods places))

all: $(READY) compiled ## make tables, figures, notebooks and the site from the reports (the default)
	@$(BIN)/xianjie run
	@$(BIN)/xianjie site

site: $(READY) ## make only the site, from notebooks, tables and figures as they are, in build/site
	@$(BIN)/xianjie site

test: $(READY) compiled ## check style, types, functions, notebooks, tables and figures
	@echo "1 of 5: style (ruff check)"; $(BIN)/ruff check .
	@echo "2 of 5: layout (ruff format)"; $(BIN)/ruff format --check .
	@echo "3 of 5: types (mypy)"; $(BIN)/mypy
	@if [ -f build/compiled/manifest.json ]; then echo "4 of 5: tests of what is compiled (pytest)"; \
	  XIANJIE_COMPILED=yes $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --quiet $(OF_COMPILED); \
	else echo "4 of 5: nothing is compiled here, so there is nothing to test of it"; fi
	@echo "5 of 5: tests (pytest)"; $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

compiled: $(READY)
	@$(BIN)/python tools/compile_modules.py

lab: $(READY) ## open the notebooks in JupyterLab
	@$(BIN)/jupyter lab --notebook-dir . notebooks

lock: $(READY) ## write requirements.lock again from pyproject.toml, with the newest versions that fit
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --upgrade --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
	  --output-file requirements.lock
	@echo "requirements.lock: $$(grep -c '==' requirements.lock) packages. Next: make && make test"

bench: $(READY) ## measure how fast corpora are read, on the folder BENCH_CORPUS or on the reports
	@$(BIN)/python tools/bench.py
	@$(BIN)/python tools/bench_scale.py

peers: $(READY) ## run other programs on the reports, in .venv-peers, for the evaluation to compare with
	@$(BIN)/python tools/peers.py

clean: ## remove the environment, the build state and all caches; reports, tables and figures stay
	@rm -rf .venv .venv-peers build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find src tests notebooks -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf
	@echo "Removed .venv, build and the caches. \`make\` sets them up again."

help: ## say what each command does
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 14
	@echo "  Your own reports: $(BIN)/xianjie run --raw FOLDER --out FOLDER"

# The environment: made again when the lock or the project file changes. Half an environment is never "ready".
$(READY): requirements.lock pyproject.toml
	@python=""; for each in $(PYTHON) python3.11 python3 python; do \
	  if $$each -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then python=$$each; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 was not found. Install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then \
	  echo "Setting up .venv with $$($$python --version)"; rm -rf .venv; $$python -m venv .venv; \
	fi
	@total=$$(grep -c '==' requirements.lock); echo "Installing about $$total locked packages"; \
	$(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes -r requirements.lock \
	  | awk -v total="$$total" '/^(Collecting|Requirement already)/ { if (++n % 20 == 0) print "  " n " of " total; fflush() } \
	      /^Installing/ { print "  unpacking"; fflush() }'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
