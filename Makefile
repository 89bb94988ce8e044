# The two commands: `make run` and `make test`. What each does is in tools/ and docs/running.md.

# The first Python from 3.11 to 3.14 on this machine, or the one asked for: make run PY=python3.12
PY ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null \
	&& echo $$python && break; done)
PORT ?= 8000

PYTHON = .venv/bin/python
INSTALL = $(PY) tools/install.py $(if $(filter file,$(origin PY)),,--chosen)
COMPILE = $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header

.PHONY: run test lock screenshots bench python

# The portal with demo data on this machine; `rm -r var` begins anew.
run: python
	@$(INSTALL) run
	@$(PYTHON) -m tools.serve $(PORT)

# Everything that must pass before a change is kept.
test: python
	@$(INSTALL) test
	@$(PYTHON) -m tools.test

# Newest versions inside the bounds of pyproject.toml: make lock COMPILE_OPTIONS=--upgrade
lock: python
	@$(INSTALL) test
	$(COMPILE) $(COMPILE_OPTIONS) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) $(COMPILE_OPTIONS) pyproject.toml -o requirements/run.txt
	$(COMPILE) $(COMPILE_OPTIONS) pyproject.toml --group test -c requirements/run.txt -o requirements/test.txt
	$(COMPILE) $(COMPILE_OPTIONS) pyproject.toml --group test --group bench -c requirements/test.txt -o requirements/bench.txt

# The pictures of the README, made anew from the demo's data.
screenshots: python
	@$(INSTALL) test
	@$(PYTHON) -m tools.screenshots

# The PDF beside other ways to print it, some ten minutes; make bench BENCH=--quick takes one.
# Its text and its line ends: .venv/bin/python -m bench.text
bench: python
	@$(INSTALL) bench
	@$(PYTHON) -m bench.pdf $(BENCH)

python:
	@test -n "$(PY)" || { echo "Python 3.11 or later is needed: apt-get install python3-venv" >&2; exit 1; }
