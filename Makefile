# The few everyday tasks. `make site` and `make test` need nothing but Python 3.11, make and a package registry.

PYTHON ?= python3
VENV := .venv
TRUTH ?= truth
OUT ?= build/gallery
ARCHIVES ?= build/basemap
BIN := $(VENV)/bin
SOURCES := generator tests benchmarks tools site_src

.PHONY: site serve test lint format messages bench accuracy gallery basemap clean

site: $(VENV)/.installed
	$(BIN)/milepost build

serve: $(VENV)/.installed
	$(BIN)/milepost serve

# A file of tests stays in one process: what its tests share is made once.
test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.installed-lint
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy

format: $(VENV)/.installed-lint
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

# make messages: what pages say, gathered into the catalogues of the theme; LANGUAGE=sv begins another.
messages: $(VENV)/.installed
	$(BIN)/python tools/messages.py $(LANGUAGE)

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/build_times.py
	$(BIN)/python benchmarks/map_cost.py
	$(BIN)/python benchmarks/progress.py

# make accuracy TRUTH=folder: a folder with truth.csv, recordings and routes, see benchmarks/accuracy.py.
accuracy: $(VENV)/.installed
	$(BIN)/python benchmarks/accuracy.py $(TRUTH) $(RESULTS)
	$(BIN)/python benchmarks/traps.py $(TRUTH)
	$(BIN)/python benchmarks/progress.py $(TRUTH)

# make gallery CORPUS=folder: all kinds of maps on one page, with real recordings if there are any.
gallery: $(VENV)/.installed
	$(BIN)/python tools/gallery.py --output $(OUT) $(if $(CORPUS),--corpus $(CORPUS))

# make basemap: the map of the world inside the package, from pinned packages; see docs/maps.md.
basemap: $(VENV)/.installed-tools
	$(BIN)/python tools/build_basemap.py --archives $(ARCHIVES)

clean:
	rm -rf output build .cache site_src/.cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# A stamp each, so that a second run has nothing to do.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/.installed-lint: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lint]'
	@touch $@

$(VENV)/.installed-tools: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[tools]'
	@touch $@
