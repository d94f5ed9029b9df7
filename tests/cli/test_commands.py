"""The whole way through, as each of the three users goes it."""

import json
from pathlib import Path
from typing import Any

from tests.commands import SAMPLE, Run, runner

Row = dict[str, Any]  # Any: JSON


def answer(run: Run, *words: str | Path) -> list[Row]:
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    rows: list[Row] = json.loads(done.stdout)
    return rows


def test_the_demo_shows_a_timeline_an_evidence_path_and_where_to_go_next(run: Run) -> None:
    done = run("demo")

    assert done.returncode == 0, done.stderr
    for part in (
        "testigo query timeline",
        "Mass killing",
        "testigo query evidence-path",
        "code points",
        "Where to go next",
    ):
        assert part in done.stdout


def test_extract_prints_the_format_with_exact_spans_and_the_same_bytes_twice(run: Run) -> None:
    first, second = (run("extract", SAMPLE, "--published", "2025-03-08", "--json") for _ in range(2))
    text = SAMPLE.read_text("utf-8")
    found = json.loads(first.stdout)

    assert first.stdout == second.stdout
    assert found["schema"] == "extraction/1"
    assert all(text[m["start"] : m["end"]] == m["exact"] for entity in found["entities"] for m in entity["mentions"])


def test_a_load_tells_what_came_in(run: Run) -> None:
    done = run("load", "text", SAMPLE, "--json")
    summary = json.loads(done.stdout)

    assert (summary["refused"], summary["new"]["Report"], summary["resumed"]) == (0, 1, False)


def test_a_researcher_asks_in_words_and_in_cypher(loaded: Run) -> None:
    (row,) = answer(
        loaded, "query", "--cypher", "MATCH (r:Report) RETURN r.publisher AS publisher, r.publishedOn AS day"
    )
    listed = answer(loaded, "query", "--list")

    assert row == {"publisher": "The Example", "day": "2025-03-08"}
    assert {"timeline", "evidence-path", "tolls"} <= {each["question"] for each in listed}


def test_an_accountability_team_gets_every_hop_with_its_words(loaded: Run) -> None:
    text = SAMPLE.read_text("utf-8")
    link, *_ = answer(loaded, "query", "accounts", "--param", "role=perpetrator")

    path = answer(loaded, "query", "evidence-path", "-p", f"event={link['event']}", "-p", f"actor={link['actor']}")

    assert path
    for hop in path:
        assert text[hop["start"] : hop["end"]] == hop["quote"]
        assert hop["snapshotSha256"]
        assert hop["speakers"]


def test_what_the_monitor_says_is_not_said_by_the_paper(loaded: Run) -> None:
    event, *_ = answer(loaded, "query", "timeline", "--param", "since=2025-03-06")
    tolls = answer(loaded, "query", "tolls", "--param", f"event={event['event']}")

    assert [(toll["speakers"], toll["low"], toll["effLow"]) for toll in tolls] == [
        (["Syrian Observatory for Human Rights"], 700, 701)
    ]


def test_csv_has_the_columns_of_the_question(loaded: Run) -> None:
    done = loaded("query", "reports-behind-event", "-p", "event=event-1", "--csv")

    assert done.returncode == 0
    assert done.stdout.startswith("report,")


def test_a_question_that_finds_nothing_is_done(loaded: Run) -> None:
    done = loaded("query", "timeline", "--param", "since=2030-01-01")

    assert (done.returncode, done.stdout) == (0, "")
    assert "no rows" in done.stderr


def test_the_store_says_what_it_holds(loaded: Run) -> None:
    done = loaded("store", "info", "--json")

    assert json.loads(done.stdout)["nodes"]["Report"] == 1


def test_an_export_conforms_and_loads_back_to_an_equal_graph(loaded: Run, tmp_path: Path) -> None:
    out, run = tmp_path / "graph.ttl", runner(tmp_path)
    assert loaded("export", "--format", "turtle", "--out", out).returncode == 0

    checked = run("validate", out)
    back = run("load", "rdf", out)

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert back.returncode == 0, back.stderr
    assert loaded("export", "--format", "ntriples", "--out", tmp_path / "first.nt").returncode == 0
    assert run("export", "--format", "ntriples", "--out", "second.nt").returncode == 0
    assert triples(tmp_path / "first.nt") == triples(tmp_path / "second.nt")


def triples(path: Path) -> set[str]:
    """The triples of an export but for those about runs."""
    return {line for line in path.read_text("utf-8").splitlines() if "loadedBy" not in line and "/loadrun-" not in line}


def test_an_export_does_not_overwrite(loaded: Run, tmp_path: Path) -> None:
    out = tmp_path / "graph.nt"
    out.write_text("mine")

    done = loaded("export", "--format", "ntriples", "--out", out)

    assert done.returncode == 2
    assert out.read_text() == "mine"


def test_an_export_for_neo4j_names_every_file_it_wrote(loaded: Run, tmp_path: Path) -> None:
    out = tmp_path / "graph"

    assert loaded("export", "--format", "neo4j-import", "--out", out).returncode == 0
    named = {file for line in (out / "import.args").read_text().splitlines() for file in line.split("=")[-1].split(",")}
    assert {path.name for path in out.glob("*.csv")} == {each for each in named if each.endswith(".csv")}
    assert "Statement.csv" in named
    assert loaded("export", "--format", "neo4j-import").returncode == 2


def test_a_refused_record_is_listed_mended_and_driven_in_again(loaded: Run, tmp_path: Path) -> None:
    out = tmp_path / "graph.nt"
    assert loaded("export", "--format", "ntriples", "--out", out).returncode == 0
    run = runner(tmp_path)
    (tmp_path / "broken.nt").write_text(out.read_text("utf-8").replace('"moreThan"', '"muchMoreThan"'), "utf-8")
    refused = run("load", "rdf", "broken.nt")
    (listed,) = answer(run, "refusals", "list")
    payload = run("refusals", "show", str(listed["id"]), "--payload").stdout
    (tmp_path / "record.json").write_text(payload.replace("muchMoreThan", "moreThan"), "utf-8")

    mended = run("refusals", "retry", str(listed["id"]), "--file", "record.json")

    assert "1 of" in refused.stderr
    assert "comparator" in str(listed["message"])
    assert mended.returncode == 0, mended.stdout
    assert answer(run, "refusals", "list") == []


def test_validate_finds_what_breaks_a_shape(loaded: Run, tmp_path: Path) -> None:
    out = tmp_path / "graph.nt"
    assert loaded("export", "--format", "ntriples", "--out", out).returncode == 0
    broken = out.read_text("utf-8").replace('"moreThan"', '"muchMoreThan"')
    (tmp_path / "broken.nt").write_text(broken, "utf-8")

    done = loaded("validate", tmp_path / "broken.nt", "--json")

    assert done.returncode == 1
    assert "Statement-comparator" in {each["shape"] for each in json.loads(done.stdout)}


def test_completion_is_offered(run: Run) -> None:
    done = run("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1", SHELL="/bin/bash")

    assert "testigo" in done.stdout
