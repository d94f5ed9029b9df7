"""Bad input: one clear line that says what, where and what to do, an exit code, and nothing half-written."""

import http.server
import socket
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.commands import SAMPLE, Run, inside

DAY = ("--published", "2025-03-08")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`testigo` in an empty folder."""
    return inside(tmp_path)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`testigo` in a folder whose store holds the founding report. Tests only ask it."""
    run = inside(tmp_path_factory.mktemp("loaded"))
    done = run("load", "text", SAMPLE)
    assert done.returncode == 0, done.stderr
    return run


def one_line(text: str) -> str:
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    return lines[0]


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (b"", "report.txt: is empty: there is no report to read"),
        (b"GIF89a\0\1\2", "report.txt: is binary (a NUL at byte 6); give a text or HTML file"),
        ("Dix morts à Alep".encode("latin-1"), "report.txt: is not utf-8: byte 0xe0 at 10; name its encoding"),
        (b"Ten people died. " * 300_000, "report.txt: has 5,100,000 bytes, a report at most 2,000,000; split it"),
    ],
)
def test_a_file_that_is_no_report_is_one_clear_error(run: Run, tmp_path: Path, content: bytes, finding: str) -> None:
    (tmp_path / "report.txt").write_bytes(content)

    done = run("load", "text", "report.txt", *DAY)

    assert done.returncode == 2
    assert finding in one_line(done.stderr)
    assert not (tmp_path / "testigo-archive").exists()


def test_without_a_date_the_message_says_how_to_give_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Ten people died in Homs.")

    done = run("load", "text", "report.txt")

    assert done.returncode == 2
    assert "has no publication date; give --published YYYY-MM-DD" in one_line(done.stderr)


def test_a_date_after_today_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Ten people died in Homs.")

    done = run("load", "text", "report.txt", "--published", str(date.today() + timedelta(days=2)))

    assert done.returncode == 2
    assert "after today; check the date" in one_line(done.stderr)


@pytest.mark.parametrize("day", ["8 March 2025", "2025-02-30", ""])
def test_what_is_no_date_is_wrong_use(run: Run, day: str) -> None:
    done = run("load", "text", SAMPLE, "--published", day)

    assert done.returncode == 2
    assert "--published" in done.stderr


def test_an_address_for_two_files_is_wrong_use(run: Run) -> None:
    done = run("load", "text", SAMPLE, SAMPLE, "--url", "https://news.example/1")

    assert done.returncode == 2
    assert "one address is one report" in done.stderr


@pytest.mark.parametrize("url", ["postgres://localhost/x", "http://localhost:7474", "bolt:"])
def test_an_unknown_store_is_told_with_what_is_known(run: Run, url: str) -> None:
    done = run("query", "timeline", "--store", url)

    assert done.returncode == 3
    assert "bolt" in one_line(done.stderr)


def test_a_server_that_is_not_there_is_told_without_its_password(run: Run) -> None:
    done = run("query", "timeline", "--store", "bolt://neo4j:topsecret@127.0.0.1:9")

    assert done.returncode == 3
    assert "127.0.0.1:9" in one_line(done.stderr)
    assert "topsecret" not in done.stdout + done.stderr


def test_a_store_that_is_not_there_is_not_made_by_a_question(run: Run, tmp_path: Path) -> None:
    done = run("query", "timeline")

    assert done.returncode == 3
    assert one_line(done.stderr)
    assert not (tmp_path / "testigo-store").exists()


def test_a_folder_that_is_no_store_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")

    done = run("load", "text", SAMPLE, "--store", "file:photos")

    assert done.returncode == 3
    assert "photos" in one_line(done.stderr)
    assert [each.name for each in (tmp_path / "photos").iterdir()] == ["a.jpg"]


def test_a_port_in_use_is_told(loaded: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = loaded("serve", "--port", str(port))

    assert done.returncode in {2, 3}
    assert str(port) in one_line(done.stderr)


def test_a_hostile_page_is_one_clear_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body>" + "<div>" * 100_000 + "<script>while(1);</script>")

    done = run("load", "text", "page.html", *DAY)

    assert done.returncode == 2
    assert "page.html: is HTML" in one_line(done.stderr)


def test_a_page_is_read_and_nothing_is_fetched(run: Run, tmp_path: Path) -> None:
    asked: list[str] = []

    class Recorder(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = http.server.HTTPServer(("127.0.0.1", 0), Recorder)
    link = f"http://127.0.0.1:{server.server_address[1]}"
    (tmp_path / "page.html").write_text(
        f'<!DOCTYPE html SYSTEM "{link}/dtd"><html><head><link rel="stylesheet" href="{link}/css"></head><body>'
        "<article>"
        f'<p>Ten people were killed in Homs on Friday, the army said in a statement.<img src="{link}/img"></p>'
        "<p>A witness told reporters that shells fell on two streets near the market for an hour.</p></article>"
        "</body></html>"
    )

    done = run("extract", "page.html", *DAY, "--json")
    server.server_close()

    assert done.returncode == 0, done.stderr
    assert '"killed"' in done.stdout
    assert asked == []


def test_an_unknown_question_names_the_known_ones(loaded: Run) -> None:
    done = loaded("query", "timelime")

    assert done.returncode == 2
    assert "timeline" in one_line(done.stderr)


def test_a_parameter_that_is_missing_is_named(loaded: Run) -> None:
    done = loaded("query", "evidence-path", "--param", "actor=actor-1")

    assert done.returncode == 2
    assert "event" in one_line(done.stderr)


@pytest.mark.parametrize(
    "cypher", ["MATCH (n) DETACH DELETE n", "CREATE (n:Actor {id: 'x'})", "MATCH (n) SET n.name = 'x' RETURN n"]
)
def test_a_statement_that_writes_is_refused(loaded: Run, cypher: str) -> None:
    done = loaded("query", "--cypher", cypher)

    assert done.returncode == 2
    assert "question" in one_line(done.stderr)


def test_a_refusal_that_is_not_there_is_a_finding(loaded: Run) -> None:
    done = loaded("refusals", "show", "refusal-1")

    assert done.returncode == 1
    assert "no refusal with the id 'refusal-1' in this store" in one_line(done.stderr)


def test_a_table_that_ends_with_its_header_says_that_nothing_came_in(run: Run, tmp_path: Path) -> None:
    sample = SAMPLE.with_name("ucdp_ged_231_1000.csv")
    (tmp_path / "ged_231.csv").write_text(sample.read_text("utf-8").splitlines()[0] + "\n", "utf-8")

    done = run("load", "ged", "ged_231.csv", "--published", "2023-06-01")

    assert done.returncode == 0, done.stderr
    assert "nothing came in: there are no records to read" in done.stdout + done.stderr
