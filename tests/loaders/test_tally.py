from datetime import UTC, datetime

from testigo.loaders.refusals import refused
from testigo.loaders.source import Fault, Piece
from testigo.loaders.tally import EXAMPLES, MOST_CODES, Tally, reasons
from testigo.ontology.batch import Batch
from testigo.ontology.terms import Severity
from testigo.ontology.validation import Judged

AT = datetime(2025, 3, 9, tzinfo=UTC)


def fault(line: int, value: str = "x", rule: str = "unknown-code", severity: Severity = Severity.VIOLATION) -> Fault:
    return Fault(rule, "type", value, f"{value} is no code", f"file.csv:{line}", "{}", severity)


def tallied(*faults: Fault) -> Tally:
    tally = Tally()
    piece, judged = Piece("file.csv", Batch(), faults=faults), Judged(Batch(), (), (), 0)
    list(tally.group(reasons(piece, judged, refused(piece, judged, AT))))
    tally.count(piece, 0, judged)
    return tally


def test_reasons_of_one_rule_and_column_are_one_group_with_the_first_examples() -> None:
    (group,) = tallied(*(fault(line, f"x{line}") for line in range(2, 12))).summary()["refusals"]

    assert (group.rule, group.path, group.count) == ("unknown-code", "type", 10)
    assert [each["locator"] for each in group.examples] == [f"file.csv:{line}" for line in range(2, 2 + EXAMPLES)]


def test_unknown_codes_are_counted_by_column_and_value_the_most_frequent_first() -> None:
    summary = tallied(fault(2, "y"), fault(3, "x"), fault(4, "x"), fault(5, "z", "no-date")).summary()

    assert summary["codes"] == [
        {"column": "type", "value": "x", "count": 2}, {"column": "type", "value": "y", "count": 1},
    ]  # fmt: skip


def test_a_column_that_is_no_code_does_not_fill_the_memory() -> None:
    assert len(tallied(*(fault(line, f"x{line}") for line in range(MOST_CODES + 9))).codes) == MOST_CODES


def test_what_is_told_is_not_refused() -> None:
    tally = tallied(fault(2, severity=Severity.WARNING))

    assert (tally.refused, len(tally.summary()["refusals"]), len(tally.summary()["warnings"])) == (0, 0, 1)
