from __future__ import annotations

from pathlib import Path

import pytest
from testigo.loaders import versions
from testigo.loaders.restatements import Restatements
from testigo.ontology.batch import Batch, merged

from tests.loaders.test_versions import Row, links


def told(folder: Path, *rows: Row) -> set[tuple[str, str, str]]:
    """The links between rows, each a piece of its own."""
    with Restatements(folder) as restatements:
        for row in rows:
            restatements.add(row.batch, row.batch)
        return {link for each in restatements.links() for link in links(each)}


@pytest.mark.parametrize("newest_first", [False, True])
def test_pieces_are_linked_as_one_batch_is(tmp_path: Path, newest_first: bool) -> None:
    rows = [Row("1", killed=5, actors="AB"), Row("2", killed=7, actors="A"), Row("3", killed=7)]
    whole = links(versions.linked(merged([row.batch for row in rows]), Batch()))

    found = told(tmp_path / "slots", *(reversed(rows) if newest_first else rows))

    assert found == whole


def test_a_record_that_comes_once_is_linked_to_nothing(tmp_path: Path) -> None:
    assert told(tmp_path / "slots", Row("1", killed=5)) == set()


def test_a_refused_statement_is_no_end_and_no_silence(tmp_path: Path) -> None:
    old, new = Row("1", killed=5), Row("2", killed=7)

    with Restatements(tmp_path / "slots") as restatements:
        restatements.add(old.batch, old.batch)
        restatements.add(new.batch, Row("2").batch)  # the count of the new version was refused
        found = {link for each in restatements.links() for link in links(each)}

    assert found == {("SUPERSEDES", new.said["act"], old.said["act"])}


def test_nothing_stays_on_the_disk(tmp_path: Path) -> None:
    told(tmp_path / "slots", Row("1"), Row("2"))

    assert not list(tmp_path.iterdir())
