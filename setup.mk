# Makes .venv with everything in it: `make setup`. Part of the course's Makefile, and the whole of a student's.
# PYTHON=python3.12 make setup    chooses the Python that .venv is made with (3.10 or later)

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && echo $$p && break; done)

.PHONY: setup lab

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "This course needs Python 3.10 or later with venv. Install it, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(f"This course needs Python 3.10 or later; $(PYTHON) is {sys.version.split()[0]}." if sys.version_info < (3, 10) else 0)'
	@$(PYTHON) start.py '--with=$(EXTRAS)'
	@touch $@

lab: setup
	@$(BIN)/python start.py
