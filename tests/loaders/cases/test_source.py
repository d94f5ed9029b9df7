from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from testigo.loaders.cases import CaseSource
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.text.extractor import RuleExtractor
from testigo.loaders.text_source import TextSource
from testigo.ontology.errors import UnreadableInput

from tests.loaders.cases.small import AT, Tree, ends, piece, rows, saved, statement, toll, tree
from tests.loaders.founding import SAMPLE

SHIPPED = SAMPLE.parent / "founding-report.case.yaml"


def test_the_report_of_a_case_is_the_one_that_load_text_makes() -> None:
    (case,) = CaseSource([SHIPPED]).pieces(AT)
    (text,) = TextSource([SAMPLE], RuleExtractor(), ReportMetadata()).pieces(AT)

    for label in ("Report", "Snapshot", "Text"):
        assert rows(case.batch, label) == rows(text.batch, label)
    assert case.snapshots == text.snapshots
    shared = set(case.batch.ids("Passage")) & set(text.batch.ids("Passage"))
    assert shared
    assert [row for row in rows(case.batch, "Passage") if row["id"] in shared] == [
        next(other for other in rows(text.batch, "Passage") if other["id"] == row["id"])
        for row in rows(case.batch, "Passage")
        if row["id"] in shared
    ]


def test_a_case_of_several_reports_keeps_the_bytes_of_each(tmp_path: Path) -> None:
    content = tree(statement(type="killing", cites=["book", "page"]))
    content["reports"] |= {
        "book": {"title": "A Book", "publisher": "A  Press", "published": "2025-01-01"},
        "page": {"url": "https://News.example/a#b"},
    }
    found = piece(tmp_path, content)

    assert len(found.snapshots) == 1
    assert {row["url"] for row in rows(found.batch, "Report")} == {None, "https://news.example/a"}
    assert [end for _, end in ends(found.batch, "CITES")] == found.batch.ids("Report")[1:]


BROKEN: list[tuple[str, str, str]] = [
    ("case: x\nreports: {r: {text: a, publishd: 2025-03-08}}\n", ":2:24", "unknown key 'publishd'; did you mean 'pub"),
    ("case: X y\nreports: {r: {url: 'https://a.example'}}\n", ":1:1", "case: 'X y' does not fit"),
    ("case: x\nreports: {}\n", ":2:1", "reports: "),
    ("case: x\nreports:\n  r: {text: a}\n", ":3:3", "has no publication date; add `published: YYYY-MM-DD`"),
    ("case: x\nreports:\n  r: {text: a, published: 2999-01-01}\n", ":3:16", "after today"),
    ("case: x\nreports:\n  r: {text: a, published: 2025-02-30}\n", ":3:16", "no day of the calendar"),
    ("case: x\nreports:\n  r: {file: none.txt, published: 2025-03-08}\n", ":3:7", "cannot be read: No such file"),
    ("case: x\nreports:\n  r: {file: a.txt, text: a}\n", ":3:3", "give `file` or `text`, not both"),
    ("case: x\nreports:\n  r: {publisher: me}\n", ":3:3", "`url` or `title` to cite it"),
    ("case: x\nreports: {r: {title: a}}\nevents: {e: {part_of: f}}\n", ":3:14", "unknown event 'f'"),
    ("case: x\nreports: {r: {title: a}}\nstatements: {a: 1}\n", ":3:1", "statements: must be a list, not a mapping"),
    ("case: x\nreports: {r: {title: a}}\nactors:\n", ":3:1", "actors: must be a mapping, not nothing"),
    ("", ":1:1", "must be a mapping, not nothing"),
    ("- a\n", ":1:1", "must be a mapping, not a list"),
    ("case: [\n", ":2:1", "no YAML"),
]


@pytest.mark.parametrize(("content", "where", "finding"), BROKEN)
def test_a_frame_that_cannot_be_read_stops_with_its_line_and_column(
    tmp_path: Path, content: str, where: str, finding: str
) -> None:
    path = tmp_path / "x.case.yaml"
    path.write_text(content or "# nothing\n")

    with pytest.raises(UnreadableInput) as told:
        CaseSource([path])

    assert told.value.where == f"{path}{where}"
    assert finding in told.value.what


def test_further_findings_are_counted(tmp_path: Path) -> None:
    path = saved(tmp_path, tree(colour="red", shape="round"))

    with pytest.raises(UnreadableInput, match=r"unknown key 'colour'.* \(and 1 more\)"):
        CaseSource([path])


@pytest.mark.parametrize("entry", [7, "x", [], {"quote": "a"}, {"report": "news"}, None])
def test_an_entry_that_is_none_is_refused_alone(tmp_path: Path, entry: Any) -> None:  # Any: what YAML may hold
    found = piece(tmp_path, tree(statement(type="killing"), entry))

    assert {each.path for each in found.faults} == {None}
    assert len(rows(found.batch, "Statement")) == 1


def test_the_place_of_every_record_is_known(tmp_path: Path) -> None:
    found = piece(tmp_path, tree(statement(type="killing")))
    lines = (tmp_path / "small.case.yaml").read_text().splitlines()
    (said,) = found.batch.ids("Statement")
    army = next(row["id"] for row in rows(found.batch, "Actor") if row["name"] == "The army")

    assert '"type"' in lines[int(found.place_of(said).rpartition(":")[2]) - 1]
    assert '"army"' in lines[int(found.place_of(army).rpartition(":")[2]) - 1]


def test_the_same_case_gives_the_same_batch(tmp_path: Path) -> None:
    first, second = (piece(tmp_path, tree(statement(type="killing"))) for _ in range(2))

    assert first.batch == second.batch


def test_the_fingerprint_changes_with_the_case_and_with_its_reports(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("A.")
    path = saved(tmp_path, "case: x\nreports: {r: {file: news.txt, published: 2025-03-08}}\n")
    prints = [CaseSource([path]).fingerprint]
    (tmp_path / "news.txt").write_text("B.")
    prints.append(CaseSource([path]).fingerprint)
    saved(tmp_path, "case: y\nreports: {r: {file: news.txt, published: 2025-03-08}}\n")
    prints += [CaseSource([path]).fingerprint, CaseSource([path]).fingerprint]

    assert len(set(prints)) == 3


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 10**18), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12), st.sampled_from(["monitor", "killings", "homs", "news", "first", "event-" + 32 * "0"]),
    st.lists(st.text(max_size=5), max_size=2), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
)  # fmt: skip


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, part in inner for each in paths(part, (*path, key)))]


def full() -> Tree:
    part = {"actor": "gunmen", "role": "perpetrator"}
    first = statement(id="first", type="killing", when="2025-03", places=["homs"], counts=[toll()], participants=[part])
    later = statement(by=["monitor"], via="army", sources="army", cites="news", about="army", supersedes="first")
    assessed = {"of": [{"event": "killings"} | part], "verdict": "disputed", "at": "2025-04-01", "based_on": "first"}
    judged = {"same": ["army", "gunmen"], "at": "2025-04-01"}
    return tree(first, later, assessments=[assessed], judgements=[judged])


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
def test_any_value_in_any_place_is_read_refused_or_one_clear_error(tmp_path: Path, draw: st.DataObject) -> None:
    content: Any = full()
    *above, last = draw.draw(st.sampled_from(paths(content)[1:]))
    holder = content
    for step in above:
        holder = holder[step]
    holder[last] = draw.draw(JUNK)
    told = []
    try:
        told += [each.message for each in piece(tmp_path, content).faults]
    except UnreadableInput as problem:
        told.append(str(problem))

    assert not [message for message in told if "\n" in message.strip()]
