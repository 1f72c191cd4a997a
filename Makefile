# Both targets set themselves up in .venv; PYTHON names the interpreter to make it with.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check bench clean

demo: .venv/installed
	$(BIN)/bibkit merge seeds/*.txt -o publications.bib -o publications.ris -o publications.json
	@echo "The bibliography is in publications.bib, publications.ris and publications.json, in $(CURDIR)."

test: .venv/tests
	$(BIN)/python -m pytest -n auto

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/tests
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf .venv publications.bib publications.ris publications.json

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("bibkit needs Python 3.11 or later: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q bibkit
	touch $@

.venv/tests: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@ .venv/installed

.venv/dev: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ .venv/tests .venv/installed
