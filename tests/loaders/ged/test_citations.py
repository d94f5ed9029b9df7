"""References in one cell: their parts, and those that have none."""

from datetime import date

import polars as pl
import pytest
from testigo.loaders.ged.citations import citations

Reference = tuple[str | None, date | None, str | None]


def references(cell: str | None) -> list[Reference]:
    found = citations(
        pl.DataFrame({"row": [1], "source_article": [cell]}, schema_overrides={"source_article": pl.String})
    )
    return [(row["publisher"], row["publishedOn"], row["title"]) for row in found.sort("ord").to_dicts()]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('"VDC,2013-01-03,Abdul Satar"', [("VDC", date(2013, 1, 3), "Abdul Satar")]),
        (
            '"Süd, West,2013-01-03, One; two, three";"VDC,2013-01-04,"quoted""',
            [("Süd, West", date(2013, 1, 3), "One; two, three"), ("VDC", date(2013, 1, 4), '"quoted"')],
        ),
        ('"VDC,,No date"', [("VDC", None, "No date")]),
        ('",2013-01-03,No office"', [(None, date(2013, 1, 3), "No office")]),
        ('"VDC,2013-01-03,"', [("VDC", date(2013, 1, 3), None)]),
        ('Reuters 1989-05-17 "UNITA REBELS', [(None, None, 'Reuters 1989-05-17 "UNITA REBELS')]),
        ('"', [(None, None, '"')]),
        ("", []),
        (None, []),
    ],
)
def test_a_cell_is_its_references_with_their_office_day_and_headline(
    cell: str | None, expected: list[Reference]
) -> None:
    assert references(cell) == expected


def test_one_reference_in_two_rows_is_one_report() -> None:
    cells = pl.DataFrame(
        {"row": [1, 2], "source_article": ['"SOHR,2016-03-05,135 killed"', '"sohr,2016-03-05, 135  killed"']}
    )

    assert citations(cells)["id"].n_unique() == 1
