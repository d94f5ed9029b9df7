"""Stores for the tests: `store` is each adapter in turn, empty; `embedded_store` and `neo4j_store` are one of them.

One embedded engine and one Neo4j serve a whole session; every test finds them empty. Neo4j is the one that
TESTIGO_TEST_NEO4J names (its contents are deleted!), else one that `.ci/neo4j` starts where Java and Maven are there.
Each worker of `pytest -n` has both of its own, so that a Neo4j that is named serves one worker only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from testigo.store import open_store
from testigo.store.bolt import BoltStore
from testigo.store.embedded import EmbeddedStore

# where both builds of the engine are installed, tests/store/test_native.py runs the native one by itself
os.environ.setdefault("TESTIGO_ENGINE", "stable" if find_spec("arcadedb_embedded") else "native")
# A busy machine is no finding. Where CI judges, examples are the same every time; elsewhere they are new ones.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("house")

STARTER = Path(__file__).resolve().parents[1] / ".ci" / "neo4j"
NO_MAVEN = "Maven is not installed, so no Neo4j could be started"
NO_JAVA = "Java is not installed, so no Neo4j could be started"


SLOWEST = ("test_kills.py", "test_native.py", "test_commands.py", "test_exit.py", "test_faults.py", "test_suspects.py")
"""Files of few tests that take minutes: a worker that met one of them last would work on alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest files first; else the order stays."""
    items.sort(key=lambda item: item.path.name not in SLOWEST)


def emptied(store: BoltStore) -> BoltStore:
    """The store with its schema and nothing else."""
    store.define(
        "MATCH (n) WHERE coalesce(n.id, '') <> 'schema' CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 100 ROWS"
    )
    return store


@pytest.fixture(scope="session")
def _embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    with open_store(f"file:{tmp_path_factory.mktemp('embedded') / 'store'}") as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL, with user and password, of a Neo4j whose contents the tests may delete."""
    if given := os.environ.get("TESTIGO_TEST_NEO4J"):
        if int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) > 1:
            pytest.fail("TESTIGO_TEST_NEO4J is one server, which the tests empty: `make test WORKERS=1`")
        yield given
        return
    with neo4j_server(tmp_path_factory.mktemp("neo4j") / "home") as url:
        yield url


@contextmanager
def neo4j_server(home: Path, **environment: str) -> Iterator[str]:
    """A Neo4j of its own with its data in `home`; skips where none can be started. `.ci/neo4j` reads `environment`."""
    if missing := _missing():
        if os.environ.get("TESTIGO_REQUIRE_NEO4J"):
            pytest.fail(f"TESTIGO_REQUIRE_NEO4J is set, and {missing}")
        pytest.skip(missing)
    own = {"TESTIGO_NEO4J_HOME": str(home), "TESTIGO_NEO4J_FOR": str(os.getpid()), "TESTIGO_NEO4J_BRIEF": "1"}
    known = {**os.environ, **own, **environment}
    started = subprocess.run([sys.executable, STARTER, "start"], env=known, stdout=subprocess.PIPE, check=True)
    yield started.stdout.decode().strip().partition("=")[2]
    subprocess.run([sys.executable, STARTER, "stop"], env=known, check=True)


def _missing() -> str:
    """What a Neo4j lacks here, "" where nothing."""
    if not shutil.which("mvn"):
        return NO_MAVEN
    if not shutil.which("java") and not list(Path("/usr/lib/jvm").glob("*/bin/java")):
        return NO_JAVA
    return ""


@pytest.fixture(scope="session")
def _neo4j(neo4j_url: str) -> Iterator[BoltStore]:
    with open_store(neo4j_url) as store:
        yield store


@pytest.fixture
def embedded_store(_embedded: EmbeddedStore) -> BoltStore:
    """The embedded store, empty."""
    return emptied(_embedded)


@pytest.fixture
def neo4j_store(_neo4j: BoltStore) -> BoltStore:
    """A Neo4j, empty."""
    return emptied(_neo4j)


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> BoltStore:
    """Each adapter in turn, empty."""
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, BoltStore)
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    stopped = [str(each.longrepr) for kind in ("skipped", "error") for each in terminalreporter.stats.get(kind, [])]
    for reason in (NO_MAVEN, NO_JAVA):
        if any(reason in each for each in stopped):
            terminalreporter.section("THE NEO4J HALF DID NOT RUN", red=True)
            terminalreporter.line(
                f"{reason}. Set TESTIGO_TEST_NEO4J to the URL of an empty server, or install Java and Maven."
            )
