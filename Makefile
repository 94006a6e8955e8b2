# Căn Cứ: make run · make test · make check · make bench
PYTHON ?= python3
PORT ?= 8000
DATA ?= .data/$(if $(CORPUS),$(notdir $(abspath $(CORPUS))),samples)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup run test check test-browser bench clean

setup: $(BIN)/cancu
	@$(BIN)/python portal/assets/compiling.py --missing || $(BIN)/python -m pip install --quiet --disable-pip-version-check -e . || echo "Chưa biên dịch lại được / not compiled anew"

$(BIN)/cancu: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên / Python 3.11+ is needed") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Cài đặt, khoảng hai phút / installing, about two minutes"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: $(BIN)/cancu
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

run: $(BIN)/cancu
	$(BIN)/cancu build $(if $(CORPUS),"$(CORPUS)",--samples) --data "$(DATA)" || test $$? -eq 1
	$(BIN)/cancu serve --data "$(DATA)" --port $(PORT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.browser: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[browser]'
	touch $@

test-browser: $(VENV)/.browser
	$(BIN)/python -m pytest -n auto -m browser --browser tests/browser

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	touch $@

bench: $(VENV)/.bench
	$(BIN)/python portal/assets/compiling.py || echo "Chỉ đo mã nguồn / the sources alone are measured"
	$(BIN)/python tests/bench/extraction.py $(CORPUS)
	$(BIN)/python tests/bench/store.py
	$(BIN)/python tests/bench/search.py
	$(BIN)/python tests/bench/ranking.py
	$(BIN)/python tests/bench/pages.py
	$(BIN)/python tests/bench/formats.py
	$(BIN)/python tests/bench/memory.py

clean:
	rm -rf $(VENV) .data build corpus/compiled *.egg-info .mypy_cache .ruff_cache .pytest_cache
