# Two commands are enough: `make demo` and `make test`. Each sets up what it needs.
# PYTHON=python3.12 make demo    chooses the Python that .venv is made with (3.10 or later)

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && echo $$p && break; done)
SOURCES := $(wildcard solutions/*.py) grader/course.toml src/collab/build.py nbgrader_config.py

.PHONY: help setup build demo test lint lock clean

help:
	@echo "make demo   set up, get the data, train, grade a sample class, say where to look"
	@echo "make test   set up and run every test"
	@echo "make setup  only set up .venv"
	@echo "make build  make the notebooks from solutions/*.py"
	@echo "make lint   format, lint and type checks"
	@echo "make clean  back to a pristine clone"

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "This course needs Python 3.10 or later with venv. Install it, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(f"This course needs Python 3.10 or later; $(PYTHON) is {sys.version.split()[0]}." if sys.version_info < (3, 10) else 0)'
	@test -x $(BIN)/python || { echo "making $(VENV) with $$($(PYTHON) --version)"; $(PYTHON) -m venv $(VENV); }
	@echo "installing packages into $(VENV) (a few minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

build: $(VENV)/.built

$(VENV)/.built: $(STAMP) $(SOURCES)
	@$(BIN)/collab build
	@touch $@

demo: build
	@$(BIN)/collab demo

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: build lint
	$(BIN)/python -m pytest -n 2 --dist loadfile tests

# Resolves pyproject.toml anew.
lock: setup
	@$(BIN)/python -m pip install --quiet uv
	$(BIN)/python tools/lock.py

clean:
	rm -rf $(VENV) build src/*.egg-info .pytest_cache .ruff_cache .mypy_cache gradebook.db .nbgrader.log
	rm -rf data/ml-100k data/*.zip data/*.lock
	rm -rf $(patsubst %.py,%,$(wildcard solutions/[0-9]*.py))
	find . -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf
