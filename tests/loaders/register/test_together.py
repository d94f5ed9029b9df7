"""A report, MAVERICK and GED in one store: what each says of one monitor is found by one id."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from testigo.loaders import gazetteer
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.maverick import MaverickSource
from testigo.loaders.pipeline import Pipeline
from testigo.loaders.register import RegisterSource, default
from testigo.loaders.source import Source
from testigo.loaders.statements import mapped
from testigo.store import Store
from testigo.store.archive import Archive
from testigo.store.views import Touched, refresh

from tests.loaders.founding import AT, founding, gold
from tests.loaders.ged import rows as of_ged
from tests.loaders.maverick.rows import REPORT

SPOKEN = """MATCH (actor:Actor {canonicalId: $actor})<-[how:SAID_BY|SOURCED_FROM]-(statement:Statement)
RETURN DISTINCT type(how) AS how, split(statement.extractor, '/')[0] AS source ORDER BY how, source"""


def load(store: Store, folder: Path, *sources: Source) -> None:
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    for source in sources:
        pipeline.load(source, RefusalLimit.parsed("0%"), expected=())


@pytest.fixture
def together(embedded_store: Store, tmp_path: Path) -> Store:
    row = of_ged.real()[0] | {"source_original": "Syrian Observatory for HR; HRW"}
    maverick = REPORT | {"source_author": "HRW", "source": "HRW (2008-01-03) Ballots to Bullets"}
    known = replace(gold(), entities=tuple(replace(each, identified=True) for each in gold().entities))
    report = mapped(founding(), known, gazetteer, "gold/1", AT, register=default()).batch
    embedded_store.write(report)
    refresh(embedded_store, Touched.by(report))
    written = [of_ged.written(tmp_path, [row]), of_ged.written(tmp_path, [maverick], "reports.csv")]
    load(embedded_store, tmp_path, of_ged.source(written[0]), MaverickSource(written[1:]))
    return embedded_store


def test_one_id_reaches_what_three_sources_say(together: Store) -> None:
    observatory = together.read(SPOKEN, {"actor": default().actor("sohr").id})
    watch = together.read(SPOKEN, {"actor": default().actor("hrw").id})

    assert [(row["how"], row["source"]) for row in observatory] == [("SAID_BY", "gold"), ("SOURCED_FROM", "ged")]
    assert [(row["how"], row["source"]) for row in watch] == [("SAID_BY", "maverick"), ("SOURCED_FROM", "ged")]


def test_a_revoked_judgement_takes_them_apart_again(together: Store) -> None:
    observatory = default().actor("sohr").id
    together.run(
        """MATCH (judgement:Judgement)-[:RIGHT]->(:Actor {id: $actor})
        SET judgement.revokedAt = datetime('2026-02-01T00:00:00Z')""",
        {"actor": observatory},
    )
    judgements = together.read("MATCH (judgement:Judgement) RETURN judgement.id AS id")

    refresh(together, Touched.of(row["id"] for row in judgements))

    assert together.read(SPOKEN, {"actor": observatory}) == []


def test_the_whole_register_may_be_loaded_and_changes_no_identity(together: Store, tmp_path: Path) -> None:
    before = {row["id"]: row["to"] for row in together.read("MATCH (a:Actor) RETURN a.id AS id, a.canonicalId AS to")}
    own = tmp_path / "ours.csv"
    own.write_text(
        "id,kind,name,names:ar,part_of\nx,armed-faction,The Tests,الاختبارات,testigo:sy-army@2012\n", "utf-8"
    )

    load(together, tmp_path, RegisterSource([own]))

    after = {row["id"]: row["to"] for row in together.read("MATCH (a:Actor) RETURN a.id AS id, a.canonicalId AS to")}
    assert before.items() <= after.items()
    (part,) = together.read(
        "MATCH (:Actor {name: 'The Tests'})-[p:PART_OF]->(a:Actor) RETURN a.name AS name, p.earliest AS earliest, "
        "p.latest AS latest"
    )
    assert part == {"name": "Army of Syria", "earliest": date(2012, 1, 1), "latest": date(2012, 12, 31)}
