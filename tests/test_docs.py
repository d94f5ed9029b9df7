"""What the README and the pages show runs as it stands, on the founding report, with the ids the graph gives."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient
from testigo.api.app import app
from testigo.queries.catalogue import question
from testigo.store import ask, open_store

from tests.commands import SAMPLE, Run, inside

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "docs/start.md",
    "docs/queries.md",
    "docs/graphql.md",
    "docs/stores.md",
    "docs/shapes.md",
    "docs/identity.md",
    "docs/inputs.md",
    "docs/scoring.md",
)
ANNOTATED = ROOT / "tests/loaders/text/reports/dev"
FEED = """<rss version="2.0"><channel><title>News</title><link>https://example.org</link><description>News</description>
<item><title>Homs</title><link>https://example.org/homs</link>
<description>Three people were killed in Homs on Tuesday, the army said.</description></item></channel></rss>
"""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ELSEWHERE = ("testigo serve", "testigo demo")  # tests/api and tests/cli run these


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as after `make demo`, with a report of one's own."""
    found = tmp_path_factory.mktemp("docs")
    (found / "report.txt").write_text("Ten people were killed in Homs on Friday, the army said.")
    (found / "mine.ttl").write_text(*blocks("docs/shapes.md", "turtle"))
    reports(found)
    done = inside(found)("load", "text", SAMPLE)
    assert done.returncode == 0, done.stderr
    return found


def reports(folder: Path) -> None:
    """Reports as a folder, a zip and a feed, with what is annotated in one of them."""
    gold = min(ANNOTATED.glob("*.json"))
    for name in ("reports", "gold"):
        (folder / name).mkdir()
    shutil.copy(gold, folder / "gold")
    shutil.copy(gold.with_suffix(".txt"), folder / "reports")
    with ZipFile(folder / "archive.zip", "w") as archive:
        archive.writestr("homs.txt", "Two people were killed in Homs on Monday, the army said.")
    (folder / "feed.xml").write_text(FEED)


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    return [body for found, body in BLOCK.findall(text) if found == language]


def commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for block in blocks(page, "console"):
            yield from ((page, line) for line in block.splitlines() if line.startswith("testigo "))


def ids(folder: Path) -> dict[str, str]:
    """An event and an actor of it, as a reader would find them."""
    asked = question("accounts")
    with open_store(f"file:{folder / 'testigo-store'}") as store:
        row = store.read(asked.cypher, asked.parsed({}))[0]
    return {"event-…": row["event"], "actor-…": row["actor"]}


def filled(line: str, folder: Path) -> str:
    for placeholder, id in ids(folder).items() if "-…" in line else []:
        line = line.replace(placeholder, id)
    return line


def test_every_command_that_is_shown_runs(folder: Path) -> None:
    run: Run = inside(folder)
    for page, line in commands():
        if line.startswith(ELSEWHERE):
            continue
        done = run(*shlex.split(filled(line, folder))[1:])
        assert done.returncode == 0, f"{page}: {line}\n{done.stderr}"


@pytest.mark.parametrize("page", ["README.md", "docs/graphql.md"])
def test_every_graphql_operation_that_is_shown_answers(folder: Path, page: str) -> None:
    shown = blocks(page, "graphql")
    with open_store(f"file:{folder / 'testigo-store'}") as store:
        client = TestClient(app(store), base_url="http://127.0.0.1")
        for operation in shown:
            answer = client.post("/graphql", json={"query": operation}).json()
            assert "errors" not in answer, (operation, answer)

    assert shown


def test_the_frame_of_the_readme_has_the_columns_of_the_question(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESTIGO_STORE", f"file:{folder / 'testigo-store'}")
    (code,) = blocks("README.md", "python")
    scope: dict[str, object] = {}

    exec(filled(code, folder), scope)  # noqa: S102  the example of our own README

    assert scope["ask"] is ask
    assert list(question("statements-by-actor").columns) == scope["frame"].columns  # type: ignore[attr-defined]


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"
