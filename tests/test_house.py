"""The house keeps its floors: who may import whom, what is shipped, and that what docs show runs."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("ontology", "queries", "store", "loaders", "api", "cli")
BARE = {"dates", "errors", "figures", "ids", "model", "spans", "terms"}  # modules without anything third-party


def modules(folder: str) -> Iterator[Path]:
    yield from sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively: write the absolute name"
            yield node.module or ""


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_imports_only_from_floors_below(floor: str) -> None:
    below = set(FLOORS[: FLOORS.index(floor) + 1])

    for path in modules(floor):
        for name in imported(path):
            if name.startswith("testigo."):
                assert name.split(".")[1] in below, f"{path} imports {name}, a floor above"


def test_the_model_needs_nothing_third_party() -> None:
    for name in BARE:
        for found in imported(ROOT / "ontology" / f"{name}.py"):
            top = found.split(".")[0]
            assert top == "testigo" or top in sys.stdlib_module_names, f"ontology/{name}.py imports {found}"


def test_no_driver_stands_in_the_questions() -> None:
    for path in modules("queries"):
        assert not {"neo4j", "arcadedb_embedded"} & {name.split(".")[0] for name in imported(path)}


def test_mapping_and_extraction_do_not_reach_the_store() -> None:
    for path in modules("loaders/text"):
        assert not [name for name in imported(path) if name.startswith("testigo.store")], path


def test_every_folder_is_listed_for_the_wheel() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    found = {
        "testigo." + ".".join(folder.relative_to(ROOT).parts)
        for floor in FLOORS
        for folder in (ROOT / floor, *(ROOT / floor).rglob("*"))
        if folder.is_dir() and folder.name != "__pycache__"
    }

    assert found == set(listed["packages"])
    assert listed["package-dir"] == {name: name.removeprefix("testigo.").replace(".", "/") for name in found}


def test_no_module_is_longer_than_400_lines_and_no_function_than_40() -> None:
    for floor in FLOORS:
        for path in modules(floor):
            source = path.read_text("utf-8")
            assert source.count("\n") <= 400, path
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    length = (node.end_lineno or node.lineno) - node.lineno + 1
                    assert length <= 40, f"{path}: {node.name} has {length} lines"


def names() -> list[str]:
    found = []
    for floor in FLOORS:
        package = importlib.import_module(f"testigo.{floor}")
        found.append(package.__name__)
        found += [each.name for each in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
    return found


@pytest.mark.parametrize("name", names())
def test_examples_in_docstrings_hold(name: str) -> None:
    if name.endswith("__main__"):
        return
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)

    assert failed == 0
