"""What the page on case files shows runs, and it names every key there is."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from testigo.loaders.cases.checking import schema

from tests.commands import inside
from tests.loaders.cases.small import piece, rows

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/sources/case.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [body for found, body in BLOCK.findall(PAGE.read_text("utf-8")) if found == language]


def test_the_case_of_the_page_goes_in_whole(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Ten people were killed in Homs on Friday, the army said.")
    (shown,) = blocks("yaml")

    found = piece(tmp_path, shown)

    assert found.faults == ()
    assert len(rows(found.batch, "Statement")) == 4


def test_the_commands_of_the_page_run(tmp_path: Path) -> None:
    (tmp_path / "loaders").symlink_to(ROOT / "loaders")
    run = inside(tmp_path)
    done = [run(*shlex.split(line)[1:]) for line in "".join(blocks("console")).splitlines()]

    assert [(each.returncode, each.stderr) for each in done if each.returncode] == []
    assert "unsupported" in done[-1].stdout


def keys(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("properties", {})
        for each in part.values():
            yield from keys(each)


@pytest.mark.parametrize("key", sorted(set(keys(schema()))))
def test_the_page_tells_of_every_key(key: str) -> None:
    assert re.search(rf"`{key}`|[{{ ]{key}[,:}}]", PAGE.read_text("utf-8")), key
