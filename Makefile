# The few everyday tasks. `make site` and `make test` need nothing but Python 3.11, make and a package registry.

PYTHON ?= python3
VENV := .venv
TRUTH ?= truth
OUT ?= build/gallery
ARCHIVES ?= build/basemap
SECONDS ?= 60
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SOURCES := generator tests benchmarks tools site_src

PIN := pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make constraints'

.PHONY: site serve test lint format messages bench accuracy gallery basemap fuzz constraints pinned clean

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
	$(BIN)/python tools/audit.py

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

# make fuzz: damaged input for all readers, SECONDS each; TARGET="gpx fit" for some, see tests/fuzz/run.py.
fuzz: $(VENV)/.installed-fuzz
	$(BIN)/python tests/fuzz/run.py --seconds $(SECONDS) $(if $(CORPUS),--corpus $(CORPUS)) $(TARGET)

# make constraints: the versions and checksums that CI installs, renewed.
constraints: $(VENV)/.installed-pin
	$(BIN)/uv $(PIN) --group build --output-file constraints-build.txt
	$(BIN)/uv $(PIN) --constraints constraints-build.txt --extra test --extra lint pyproject.toml \
		--output-file constraints.txt

# make pinned: installs exactly those, for `make lint` and `make test`; a file of another content fails.
pinned: $(VENV)/bin/python
	$(PIP) --require-hashes --only-binary :all: --requirement constraints-build.txt
	$(PIP) --require-hashes --only-binary :all: --no-binary feedgen --no-build-isolation \
		--requirement constraints.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $(VENV)/.installed $(VENV)/.installed-test $(VENV)/.installed-lint

clean:
	rm -rf output build .cache site_src/.cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# A stamp each, so that a second run has nothing to do.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml $(VENV)/.installed
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/.installed-lint: pyproject.toml $(VENV)/.installed
	$(PIP) --editable '.[lint]'
	@touch $@

$(VENV)/.installed-tools: pyproject.toml $(VENV)/.installed
	$(PIP) --editable '.[tools]'
	@touch $@

$(VENV)/.installed-fuzz: pyproject.toml $(VENV)/.installed-test
	$(PIP) --editable '.[test,fuzz]'
	@touch $@

$(VENV)/.installed-pin: pyproject.toml $(VENV)/.installed
	$(PIP) --editable '.[pin]'
	@touch $@
