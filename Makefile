# Every command of the project; `make` lists them. All packages are pinned with hashes; the machine needs Python 3.11 with venv.
PYTHON ?= python3
ENGINE ?= mkdocs
PROFILE ?= public
LANGUAGE ?= en
PORT ?= 8000
# Some desktops set LANGUAGE for gettext, such as en_US:en; only its first part counts here.
CODE := $(firstword $(subst _, ,$(subst :, ,$(LANGUAGE))))
CONFIG := mkdocs$(if $(filter-out en,$(CODE)),.$(CODE)).yml
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
# Runs in any Python version. Checked before anything is created, because an environment of an older Python would remain.
NEW_ENOUGH = import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Python 3.11 or newer is needed, but this \
is %d.%d (%s): run `make PYTHON=python3.12 $(or $(MAKECMDGOALS),site)`" % (v[0], v[1], sys.executable))
# If the installation into a new environment fails, the environment is removed; one that worked before is kept.
INSTALL = $(PIP) -r $< || { test -e .venv/mkdocs || rm -rf .venv; \
  echo "$< could not be installed: fix the problem above and run make again" >&2; exit 1; }
export PROFILE

.DEFAULT_GOAL := help
.PHONY: help site serve lint pdf social screenshots test test-all test-engines test-kit publish-check bench format schema translations lock clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

.venv/pip:
	@command -v $(firstword $(PYTHON)) >/dev/null || { \
	  echo "there is no $(PYTHON): install Python 3.11 or newer, or run \`make PYTHON=/path/to/python3 $(MAKECMDGOALS)\`" >&2; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)'
	@echo "Installing the pinned packages into .venv (only once, about half a minute)"
	@{ $(BIN)/python -c '$(NEW_ENOUGH)' && $(BIN)/pip --version; } >/dev/null 2>&1 || { rm -rf .venv && $(PYTHON) -m venv .venv; } || { \
	  rm -rf .venv; echo ".venv could not be created: fix the problem above and run make again" >&2; exit 1; }
	@touch $@

# One stamp per set of pins: the site needs the smallest, the tests the largest; they share one environment.
.venv/mkdocs: requirements.txt | .venv/pip
	@$(INSTALL)
	@touch $@

.venv/zensical: requirements-zensical.txt | .venv/mkdocs
	@$(INSTALL)
	@touch $@

.venv/ses: requirements-ses.txt | .venv/mkdocs
	@$(INSTALL)
	@touch $@

.venv/dev: requirements-dev.txt | .venv/mkdocs
	@$(INSTALL)
	@touch $@ .venv/zensical .venv/ses

.venv/%:
	@echo "there is no engine $*: use ENGINE=mkdocs or ENGINE=zensical" >&2; exit 2

site: .venv/$(ENGINE)  ## build the site; PROFILE=internal, PROFILE=reviewers PRODUCT=numstro, ENGINE=zensical
	@$(BIN)/python scripts/build_site.py --engine $(ENGINE)

serve: .venv/mkdocs  ## live preview at 127.0.0.1:8000; LANGUAGE=de, PORT=8001
	@test -f $(CONFIG) || { echo "there is no language $(CODE): use LANGUAGE= with one of: en $$(ls docs/translations | sed 's/\.po$$//' | xargs)" >&2; exit 2; }
	@echo "Changes in data/, docs/ and overrides/ appear at once. Restart after changing Python code."
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs serve -a 127.0.0.1:$(PORT) -f $(CONFIG)

lint: .venv/mkdocs  ## check data and templates
	@$(BIN)/python scripts/lint.py --faults

pdf: .venv/dev  ## make what you attach to a case; PROFILE=internal, PRODUCT=numstro, PRIVATE=contacts.primary.email
	@scripts/install_browser.sh
	@$(BIN)/python scripts/make_pdf.py $(PRODUCT) $(addprefix --private ,$(PRIVATE))

social: .venv/dev  ## make the picture of shared links from data/kit.yml
	@scripts/install_browser.sh
	@$(BIN)/python scripts/make_social_image.py

screenshots: export PROFILE = public
screenshots: .venv/dev site  ## take the pictures in the README
	@scripts/install_browser.sh
	@$(BIN)/python tests/screenshots.py

test: .venv/dev  ## run everything CI runs on each push
	@scripts/install_browser.sh
	@$(BIN)/ruff check scripts tests
	@$(BIN)/ruff format --check scripts tests
	@$(BIN)/codespell README.md CHANGELOG.md docs/en docs/templates/en scripts
	@grep -rhoE --include=*.py 'def test_\w+' tests | $(BIN)/codespell -
	@$(BIN)/mypy
	@PYTHONPATH=scripts $(BIN)/lint-imports --no-cache
	@$(BIN)/python scripts/lint.py --faults
	@$(BIN)/python scripts/lint.py --faults --profile internal
	@$(BIN)/pytest $(PYTEST)

test-all: PYTEST := --hypothesis-profile=thorough -m 'not engines'
test-all: test  ## run the tests with many more random examples and looks, and invert conditions; CI does this every night
	@$(BIN)/python tests/invert_conditions.py

test-engines: .venv/dev  ## compare the sites of both engines; CI does this every night
	@$(BIN)/pytest -m engines -n 2

test-kit: .venv/dev  ## make a kit for a second company and run its tests; CI does this every night
	@$(BIN)/python tests/second_company.py

publish-check:  ## say whether this repository may be public; VISIBILITY=private if it is not
	@$(PYTHON) -c '$(NEW_ENOUGH)'
	@$(PYTHON) scripts/publish_check.py --visibility "$(or $(VISIBILITY),public)"

bench: .venv/dev  ## measure the time of the build and the checks, and how pages load (with npm)
	@$(BIN)/python tests/bench.py

format: .venv/dev  ## format the code
	@$(BIN)/ruff check --fix scripts tests
	@$(BIN)/ruff format scripts tests

schema: .venv/mkdocs  ## update the editor's schemas from the data model
	@$(BIN)/python scripts/write_schema.py

translations: .venv/mkdocs  ## update the gettext catalogs from templates, data and model
	@$(BIN)/python scripts/update_translations.py

lock:  ## update the pinned packages from requirements*.in (needs uv)
	for name in requirements requirements-zensical requirements-ses requirements-dev; do \
	  uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	    --no-emit-find-links --custom-compile-command "make lock" $$name.in -o $$name.txt; done

clean:  ## delete all build output and .venv
	rm -rf build site site-* .site* .venv
