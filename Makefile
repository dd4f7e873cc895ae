# Every target sets up what it needs in .venv, from nothing but Python 3.11 to 3.13, git and make.
# A second run finds its stamps in .venv and starts immediately.

PYTHON ?=
VENV ?= .venv
OUT ?= out/demo
PYTEST_ARGS ?=
MUTATION_ARGS ?=
WORKERS ?= 2

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
INSTALL := $(PY) -m pip --disable-pip-version-check -qq install
# The example council is not installed: its tasks do not belong in another council's plan. Its tests find it by path.
PLUGINS := plugins/inspectprep-inspectorates plugins/inspectprep-published

TESTS ?= tests $(wildcard plugins/*/tests)
# What can depend on a version: the tests of documents, packaging and lint settings cannot.
LOWEST_TESTS ?= $(filter-out tests/project/,$(wildcard tests/*/ tests/test_*.py)) $(wildcard plugins/*/tests)
PORTABLE_TESTS ?= tests/annexa tests/synth tests/sources

.DEFAULT_GOAL := help
.PHONY: help demo test check lint lowest portable bare extras slow bench docs pictures reference wheelhouse lock clean

help: ## Show what there is to make
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## Play the whole story for a synthetic council, into out/demo
	$(BIN)/inspectprep demo --out $(OUT)

test: $(VENV)/.dev ## Run the tests, but for the long ones
	$(PY) -m pytest -n $(WORKERS) -m "not slow" $(PYTEST_ARGS) $(TESTS)

check: lint test ## Format, lint, words, types, import direction and tests: what a change must pass

lint: $(VENV)/.dev ## Format, lint, words, types and import direction
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(PY) scripts/words.py
	$(PY) -m mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter

lowest: $(VENV)/lowest/.tests ## Run the tests with the lowest version that is allowed of every dependency
	$(VENV)/lowest/bin/python -m pytest -n $(WORKERS) -m "not slow and not browser" $(PYTEST_ARGS) $(LOWEST_TESTS)

portable: $(VENV)/portable/.tests ## Run the tests of Annex A and sources under the conditions of a browser
	INSPECTPREP_THREADS=0 POLARS_MAX_THREADS=1 $(VENV)/portable/bin/python -m pytest -n $(WORKERS) \
		-m "not slow" -p tests.portable $(PYTEST_ARGS) $(PORTABLE_TESTS)

bare: $(VENV)/extras/.made ## Try inspectprep as pip installs it without extras
	INSPECTPREP_ENVIRONMENTS=$(VENV)/extras $(PY) -m pytest $(PYTEST_ARGS) -k core tests/project/test_environments.py

extras: $(VENV)/extras/.made ## Try inspectprep as pip installs it with each extra alone
	INSPECTPREP_ENVIRONMENTS=$(VENV)/extras $(PY) -m pytest $(PYTEST_ARGS) -k "not core" tests/project/test_environments.py

slow: $(VENV)/.slow ## Run the long tests, search for new examples, try mutants of planning and calendar
	$(PY) -m pytest -m slow $(PYTEST_ARGS) tests $(wildcard plugins/*/tests)
	$(PY) -m pytest -n $(WORKERS) -m "hypothesis and not slow" --hypothesis-profile=search $(PYTEST_ARGS) tests
	$(PY) scripts/mutation.py $(MUTATION_ARGS)

bench: $(VENV)/.dev ## Measure, and print the ratios (benchmarks/README.md)
	$(PY) benchmarks/run.py

docs: $(VENV)/.docs ## Build the documentation into docs/_build, warnings as errors, and test it
	rm -rf docs/_build
	$(PY) -m sphinx -W --keep-going --quiet -b html docs docs/_build
	INSPECTPREP_SITE=docs/_build $(PY) -m pytest -q tests/site
	@echo "Open docs/_build/index.html"

pictures: $(VENV)/.dev ## Photograph every face for the documentation, into docs/_static (needs Chromium)
	$(PY) scripts/pictures.py

reference: $(VENV)/.dev ## Write again the pages of the reference that follow the code
	$(PY) scripts/reference.py

wheelhouse: $(VENV)/.run ## Fill wheelhouse/ for a laptop without a network, and try it
	$(PY) scripts/wheelhouse.py wheelhouse $(WHEELHOUSE_ARGS)

lock: $(VENV)/.lock ## Compile requirements/ from pyproject.toml (LOCK_ARGS=--upgrade for the newest)
	$(PY) scripts/lock.py $(LOCK_ARGS)

clean: ## Remove what was built; .venv stays
	rm -rf build dist out wheelhouse docs/_build docs/reference/generated
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	find src tests plugins docs benchmarks examples -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# The environment. Each stamp says what has been installed from which pins.

$(VENV)/.made:
	@sh scripts/venv.sh "$(VENV)" "$(PYTHON)"
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/build.txt requirements/run.txt pyproject.toml
	@echo "Installing what inspectprep needs into $(VENV)"
	@$(INSTALL) --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt $(addsuffix /pyproject.toml,$(PLUGINS))
	@echo "Installing what the tests need into $(VENV)"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@for folder in $(PLUGINS); do $(INSTALL) --no-deps --no-build-isolation -e $$folder || exit 1; done
	@touch $@

$(VENV)/.docs: $(VENV)/.dev requirements/docs.txt
	@echo "Installing what the documentation needs into $(VENV)"
	@$(INSTALL) --require-hashes -r requirements/docs.txt
	@touch $@

$(VENV)/.slow: $(VENV)/.dev requirements/slow.txt
	@echo "Installing what the long tests need into $(VENV)"
	@$(INSTALL) --require-hashes -r requirements/slow.txt
	@touch $@

# Environments of their own, for versions that cannot be in one with the others.
$(VENV)/lowest/.tests $(VENV)/portable/.tests: $(VENV)/%/.tests: requirements/%.txt pyproject.toml
	@sh scripts/venv.sh "$(VENV)/$*" "$(PYTHON)"
	@echo "Installing requirements/$*.txt into $(VENV)/$*"
	@$(VENV)/$*/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/$*.txt
	@for folder in . $(PLUGINS); do \
		$(VENV)/$*/bin/python -m pip --disable-pip-version-check -qq install --no-deps --no-build-isolation -e $$folder || exit 1; \
	done
	@touch $@

# One for the core, and one for each extra alone.
$(VENV)/extras/.made: $(VENV)/.dev scripts/environments.py
	@echo "Making an environment for each extra in $(VENV)/extras"
	@$(PY) scripts/environments.py "$(VENV)/extras"
	@touch $@

$(VENV)/.lock: $(VENV)/.made requirements/lock.txt
	@$(INSTALL) --require-hashes -r requirements/lock.txt
	@touch $@
