# One line each; `make demo` and `make test` set up what they need.
PYTHON ?= python3
BIN := .venv/bin
ARTICLE := source/lin-wu-visits-kyrgyzstan.txt

.PHONY: demo test check bench fuzz docs interface clean lock

demo: .venv/main ; @$(BIN)/python scripts/demo.py $(ARTICLE)
test: check
check: .venv/dev ; @$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/python -m pytest -n 2 --dist worksteal
bench: .venv/dev ; @$(BIN)/python scripts/bench.py
fuzz: .venv/dev ; @$(BIN)/python scripts/fuzz.py
docs: .venv/dev ; @$(BIN)/python scripts/docs.py
interface: .venv/dev ; @$(BIN)/python scripts/interface.py
lock: ; @$(PYTHON) scripts/lock.py
clean: ; @rm -rf .venv build dist .toolkit .hypothesis .mypy_cache .ruff_cache .pytest_cache

# The environment is exactly what the lock says, each file checked against its hash; the second line adds the project.
.venv/main: requirements/main.lock pyproject.toml
	@$(PYTHON) scripts/environment.py main
.venv/dev: requirements/dev.lock pyproject.toml
	@$(PYTHON) scripts/environment.py dev
