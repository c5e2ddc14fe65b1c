# Every command of the project; `make` lists them. Environments are made from hashed pins, on a bare machine with python3-venv.
PYTHON ?= python3
ENGINE ?= mkdocs
PROFILE ?= public
LANGUAGE ?= en
PORT ?= 8000
# Some desktops set LANGUAGE for gettext, such as en_US:en; its first two letters are meant here.
CODE := $(firstword $(subst _, ,$(subst :, ,$(LANGUAGE))))
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
export PROFILE

.DEFAULT_GOAL := help
.PHONY: help site serve lint test test-all test-engines bench format schema lock clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

.venv/pip:
	@echo "Installing the pinned packages into .venv (once, about half a minute)"
	@$(PYTHON) -m venv .venv
	@touch $@

# A stamp a set of pins: the site needs the smallest, the tests the largest; they share one environment.
.venv/mkdocs: requirements.txt | .venv/pip
	@$(PIP) -r $<
	@touch $@

.venv/zensical: requirements-zensical.txt | .venv/mkdocs
	@$(PIP) -r $<
	@touch $@

.venv/dev: requirements-dev.txt | .venv/mkdocs
	@$(PIP) -r $<
	@touch $@ .venv/zensical

.venv/%:
	@echo "no engine $*; there are mkdocs and zensical"; exit 2

site: .venv/$(ENGINE)  ## build the site; PROFILE=internal, ENGINE=zensical
	@$(BIN)/python scripts/build_site.py --engine $(ENGINE)

serve: .venv/mkdocs  ## live preview at 127.0.0.1:8000; LANGUAGE=de, PORT=8001
	@test -d docs/templates/$(CODE) || { echo "no language $(CODE); there are: $$(ls docs/templates | xargs)"; exit 2; }
	@echo "Edits in data/, docs/ and overrides/ show at once; changed Python needs a restart."
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs serve -a 127.0.0.1:$(PORT) -f $(if $(filter en,$(CODE)),mkdocs.yml,mkdocs.$(CODE).yml)

lint: .venv/mkdocs  ## check data and templates
	@$(BIN)/python scripts/lint.py --faults

test: .venv/dev  ## run everything CI runs on each push
	@scripts/install_browser.sh
	@$(BIN)/ruff check scripts tests
	@$(BIN)/ruff format --check scripts tests
	@$(BIN)/mypy
	@PYTHONPATH=scripts $(BIN)/lint-imports --no-cache
	@$(BIN)/python scripts/lint.py --faults
	@$(BIN)/python scripts/lint.py --faults --profile internal
	@$(BIN)/pytest $(PYTEST)

test-all: PYTEST := --hypothesis-profile=thorough
test-all: test  ## the same with many more random examples; CI runs it each night

test-engines: .venv/dev  ## compare Zensical's site with MkDocs'; CI runs it each night
	@$(BIN)/pytest -m engines -n 2

bench: .venv/dev  ## measure the build and the checks
	@$(BIN)/python tests/bench.py

format: .venv/dev  ## format the code
	@$(BIN)/ruff check --fix scripts tests
	@$(BIN)/ruff format scripts tests

schema: .venv/mkdocs  ## renew the editor's schemas from the model
	@$(BIN)/python scripts/write_schema.py

lock:  ## renew the pins from requirements*.in (needs uv)
	for name in requirements requirements-zensical requirements-dev; do \
	  uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	    --no-emit-find-links --custom-compile-command "make lock" $$name.in -o $$name.txt; done

clean:  ## remove what was built
	rm -rf build site site-* .venv
