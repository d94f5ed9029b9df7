"""Extracting and loading reports of every kind, as a person does it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import Run, inside
from tests.loaders.documents.made_pdf import made_pdf
from tests.loaders.llm.recorded import TEXT as REPORT
from tests.loaders.llm.recorded import recorded
from tests.loaders.llm.server import serving

DAY = ("--published", "2025-03-08")
TEXT = "Gunmen killed 14 people in Goma on Thursday, police said."


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`testigo` in a folder that holds `in`: a text, a PDF, and a file that is no report."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXT)
    (tmp_path / "in/b.pdf").write_bytes(made_pdf([["The army denied it."], [TEXT]]))
    (tmp_path / "in/c.txt").write_bytes(b"GIF89a\0")
    return inside(tmp_path)


def test_a_folder_is_extracted_into_a_folder_and_what_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    done = run("extract", "in", "--out", "out", *DAY)

    assert done.returncode == 1
    assert done.stdout.startswith("2 reports in ")
    assert "refused: in/c.txt: is binary" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "a.txt", "b.json", "b.txt"]


def test_several_reports_need_a_folder(run: Run) -> None:
    done = run("extract", "in", *DAY)

    assert done.returncode == 2
    assert "--out" in done.stderr


def test_a_pdf_shows_what_it_says(run: Run) -> None:
    done = run("extract", "in/b.pdf", *DAY, "--json")

    assert [count["low"] for count in json.loads(done.stdout)["counts"]] == [14]


def test_a_quote_of_a_pdf_leads_to_its_page(run: Run) -> None:
    summary = json.loads(run("load", "text", "in", *DAY, "--max-refused", "10%", "--json").stdout)
    links = json.loads(run("query", "accounts", "-p", "role=victim", "--json").stdout)
    pages = set()
    for each in links:
        path = run("query", "evidence-path", "-p", f"event={each['event']}", "-p", f"actor={each['actor']}", "--json")
        pages |= {(hop["page"], hop["quote"][:6]) for hop in json.loads(path.stdout)}

    assert (summary["new"]["Report"], summary["refused"]) == (2, 1)
    assert pages == {(None, "Gunmen"), (2, "Gunmen")}


def test_a_language_model_is_asked_only_where_it_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in/a.txt").write_text(REPORT)
    with serving([recorded("good")]) as asked:
        done = run(
            "extract", "in/a.txt", *DAY, "--llm", "model-1", "--llm-url", asked.url, "--llm-cache", "kept", "--json"
        )
        rules = run("extract", "in/a.txt", *DAY, "--json", TESTIGO_LLM_URL=asked.url)
    again = run("extract", "in/a.txt", *DAY, "--llm", "model-1", "--llm-cache", "kept", "--llm-replay", "--json")

    assert [each["rule"] for each in json.loads(done.stdout)["statements"]] == ["llm"]
    assert "llm" not in {each["rule"] for each in json.loads(rules.stdout)["statements"]}
    assert (len(asked.questions), again.stdout) == (1, done.stdout)


def test_a_model_without_a_server_is_wrong_use(run: Run) -> None:
    done = run("extract", "in/a.txt", *DAY, "--llm", "model-1")

    assert done.returncode == 2
    assert "TESTIGO_LLM_URL" in done.stderr
