# demo   install everything and take the founding report the whole way
# test   every test, in WORKERS processes; with Neo4j where TESTIGO_TEST_NEO4J names one, or Java and Maven are there to start one
# check  style, types, floors
# serve  the GraphQL API of ./testigo-store
# bench  every benchmark, with its ratios
# soak   what takes long: memory, three sources whole in one store, and loads killed at twenty moments (an hour)
# docs   what is generated (the SDL, the schemes as JSON), and a run of what the pages show

PYTHON ?= python3
VENV ?= .venv
EXTRAS ?= text
WORKERS ?= $(if $(TESTIGO_TEST_NEO4J),1,2)
BIN := $(VENV)/bin
# other extras are another installation
INSTALLED := $(VENV)/installed-$(EXTRAS)

.PHONY: demo test check serve bench soak docs clean
.DELETE_ON_ERROR:

$(INSTALLED): pyproject.toml
	@$(PYTHON) .ci/python-is-new-enough
	@echo "installing into $(VENV): about a minute"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@$(BIN)/python -m pip install -qq --editable '.[$(EXTRAS)]' --group dev
	@touch $@

demo: $(INSTALLED)
	@$(BIN)/testigo demo

test: $(INSTALLED)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/python -m pytest tests/test_house.py

serve: $(INSTALLED)
	$(BIN)/testigo serve

bench: $(INSTALLED)
	for work in $(filter-out benchmarks/soak.py,$(wildcard benchmarks/*.py)); do $(BIN)/python $$work || exit 1; done

soak: $(INSTALLED)
	$(BIN)/python -m pytest -m soak
	$(BIN)/python benchmarks/soak.py

docs: $(INSTALLED)
	$(BIN)/python -m testigo.api.sdl
	$(BIN)/python -m testigo.ontology.schemes
	$(BIN)/python -m pytest tests/test_docs.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build *.egg-info
