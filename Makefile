# Two commands are enough: `make demo` and `make test`. Each sets up what it needs.

.PHONY: help build student wheel demo test lint lock clean

help:
	@echo "make demo     set up, get the data, train, grade a sample class, say where to look"
	@echo "make test     set up and run every test"
	@echo "make lab      set up and open the lessons in Jupyter"
	@echo "make setup    only set up .venv"
	@echo "make build    make the notebooks from solutions/*.py"
	@echo "make student  make the students' package: one zip without the answers"
	@echo "make wheel    the same to install with pip, for Colab or a JupyterHub: build/collab-*.whl"
	@echo "make site     the course's pages as a site: build/site/index.html"
	@echo "make lint     format, lint and type checks"
	@echo "make clean    take away what was installed and made; a class's files stay"

EXTRAS := [dev,instructor,cluster]
include setup.mk

SOURCES := $(wildcard solutions/*.py) solutions/GLOSSARY.md grader/course.toml $(wildcard src/collab/staff/*.py) nbgrader_config.py

# A gradebook that was moved away, for a new term, is made anew: it has to know the lessons.
build: setup
	@test -e gradebook.db || rm -f $(VENV)/.built
	@$(MAKE) --no-print-directory $(VENV)/.built

$(VENV)/.built: $(STAMP) $(SOURCES)
	@$(BIN)/collab build
	@touch $@

student: build
	@$(BIN)/collab student

wheel: build
	@$(BIN)/collab student --check
	@rm -f build/collab-*.whl
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps -w build .
	@ls build/collab-*.whl

demo: build
	@$(BIN)/collab demo

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: build lint
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not timing" tests
	$(BIN)/python -m pytest -m timing tests/test_training.py tests/test_notebook.py tests/browser

.PHONY: site docs
site: build
	$(BIN)/mkdocs build --strict

docs: site

# Resolves pyproject.toml anew.
lock: setup
	@$(BIN)/python -m pip install --quiet uv
	$(BIN)/python tools/lock.py

# What a class or a student has done stays: the gradebook and its copies, submitted/, attempts/, autograded/, feedback/,
# downloaded/, roster.csv, .progress.json.
CLASS := submitted attempts autograded feedback downloaded exchange gradebook-backups

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	rm -rf data/ml-100k data/*.zip data/*.lock data/.??*
	rm -rf $(patsubst %.py,%,$(wildcard solutions/[0-9]*.py))
	find . $(foreach name,$(CLASS),-path ./$(name) -prune -o) \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
