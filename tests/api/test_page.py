"""The page in a real browser: Chromium, found on the PATH. TESTIGO_REQUIRE_BROWSER makes its absence a failure."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from testigo.store.bolt import BoltStore
from testigo.store.views import refresh_all

from tests.api.test_server import served
from tests.sample import sample

QUERY = "{ timeline { nodes { title } } }"
ANSWER = "Killing of civilians in Baniyas, 2025-03-07"
TRIES = 4  # the browser's own clock may run ahead of a server on a busy machine


@pytest.fixture
def browser() -> str:
    """The path of a Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("TESTIGO_REQUIRE_BROWSER"):
        pytest.fail("TESTIGO_REQUIRE_BROWSER is set, and no Chromium is on the PATH")
    pytest.skip("no Chromium is on the PATH: the page was not tried in a browser")


def dom(browser: str, profile: Path, url: str) -> tuple[str, str]:
    """The page as it stands once its requests are answered, and what it said on the console."""
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=20000",
        "--enable-logging=stderr", f"--user-data-dir={profile}", url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if ":CONSOLE" in line)


def test_page_runs_a_query_and_shows_its_answer(
    browser: str, embedded_store: BoltStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    embedded_store.write(sample().build.batch())
    refresh_all(embedded_store)
    page = console = shown = ""
    with served(embedded_store, monkeypatch) as url:
        for number in range(TRIES):
            page, console = dom(browser, tmp_path / str(number), f"{url}#run&query={quote(QUERY)}")
            (shown,) = re.findall(r'<section class="result-window".*?</section>', page, flags=re.DOTALL)
            if ANSWER in shown:
                break

    assert ANSWER in shown
    assert "graphiql-query-editor" in page
    assert console == ""  # no error, and nothing that the content security policy forbids
