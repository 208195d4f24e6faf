# Short names for the project's commands; each does its own set-up in .venv from the lock file.
# For Windows and conda see README.md: every target is also `python -m helpers NAME`.

PYTHON ?= python3
DATA ?= data
RUN = .venv/bin/python -m helpers
export DATA

.PHONY: help figures test test-lab lab import articles tables outputs check lock clean

help:
	@echo "make figures             articles to tables, notebooks run as copies, every figure into figures/"
	@echo "make test                the whole test suite, notebooks included"
	@echo "make test-lab            the notebooks in JupyterLab, driven in a headless Chromium; part of make test too"
	@echo "make lab                 JupyterLab, rooted here"
	@echo "make import FROM=DIR     say what would be read of a folder of article files, and what not"
	@echo "make articles FROM=DIR   copy article files into $(DATA)/raw/ and match them with the catalogue"
	@echo "make tables              articles to $(DATA)/tables/ alone"
	@echo "make outputs             refresh the notebooks' committed outputs, without the texts"
	@echo "make check               style, types and the order of the rooms"
	@echo "make lock                pin the dependencies anew from pyproject.toml"
	@echo "make clean               remove what can be made again"
	@echo "Another study is another folder: DATA=mystudy make figures"

figures: .venv/ready
	$(RUN) figures

test: .venv/ready
	$(RUN) test

test-lab: .venv/ready
	$(RUN) test-lab

lab: .venv/ready
	$(RUN) lab

import: .venv/ready
	@test -n "$(FROM)" || { echo "say where the article files are: make import FROM=FOLDER"; exit 1; }
	$(RUN) import "$(FROM)"

articles: .venv/ready
	@test -n "$(FROM)" || { echo "say where the article files are: make articles FROM=FOLDER"; exit 1; }
	$(RUN) articles "$(FROM)"

tables: .venv/ready
	$(RUN) tabulate

outputs: .venv/ready
	$(RUN) outputs

check: .venv/ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

lock: .venv/ready
	.venv/bin/uv pip compile pyproject.toml --extra import --extra test --extra check --group build --universal \
		--python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock

# uv, itself pinned with its hash in the lock file, installs the rest in seconds.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one: make PYTHON=python3.12 …"; exit 1; }
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.txt
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	.venv/bin/uv pip sync --quiet --require-hashes --python .venv/bin/python requirements.lock
	.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
