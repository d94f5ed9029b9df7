"""The sample, a quarter of an hour of GDELT, counted by other means; and what a file may be."""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.gdelt import GdeltSource
from testigo.loaders.gdelt.card import EVENTS, IGNORED, MENTIONS
from testigo.loaders.gdelt.codes import event_types
from testigo.loaders.gdelt.source import SAMPLES, remapped
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.source import Piece
from testigo.ontology.batch import merged
from testigo.ontology.errors import UnreadableInput
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import graph, timeless
from tests.loaders.gdelt.rows import AT, event, line, mention, nodes

EVENT_FILES = [path for path in SAMPLES if "export" in path.name]
(MENTION_FILE,) = [path for path in SAMPLES if "mentions" in path.name]


def counted(paths: list[Path], columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of files, read by the csv module."""
    rows: list[dict[str, str]] = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file, columns, delimiter="\t", quoting=csv.QUOTE_NONE)
    return rows


EVENT_ROWS, MENTION_ROWS = counted(EVENT_FILES, EVENTS), counted([MENTION_FILE], MENTIONS)


def pieces(*paths: Path, published: date | None = None) -> list[Piece]:
    return list(GdeltSource(paths, published).pieces(AT))


def load(store: Store, folder: Path, *paths: Path) -> Loaded:
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    return pipeline.load(GdeltSource(paths), RefusalLimit.parsed("0"))


def test_a_table_has_the_columns_of_its_codebook() -> None:
    assert (len(EVENTS), len(set(EVENTS)), len(MENTIONS), len(set(MENTIONS))) == (61, 61, 16, 16)
    assert IGNORED.keys() <= {*EVENTS, *MENTIONS}


def test_every_row_of_the_sample_is_taken() -> None:
    whole = merged(piece.batch for piece in pieces(*SAMPLES))
    rows = nodes(whole, "Passage", kind="row")

    assert len(rows) == len(EVENT_ROWS) + len(MENTION_ROWS) == 200
    assert not [fault for piece in pieces(*SAMPLES) for fault in piece.faults]


def test_the_sample_says_what_its_cells_say() -> None:
    whole = merged(piece.batch for piece in pieces(*EVENT_FILES))
    said = Counter(row["kind"] for row in nodes(whole, "Statement"))
    types = Counter(row["eventType"] for row in nodes(whole, "Statement", kind="act-type"))
    sides = {(row["GLOBALEVENTID"], row[f"Actor{n}Code"], row[f"Actor{n}Name"], row[f"Actor{n}Type1Code"] and n)
             for row in EVENT_ROWS for n in (1, 2) if row[f"Actor{n}Code"]}  # fmt: skip

    assert said["act-type"] == said["time"] == len(EVENT_ROWS)
    assert said["place"] == sum(row["ActionGeo_Type"] != "0" for row in EVENT_ROWS)
    assert said["participation"] == len(sides)
    assert types == Counter(str(event_types()[row["EventCode"]]) for row in EVENT_ROWS)


def test_the_sample_names_the_places_and_reports_of_its_cells() -> None:
    whole = merged(piece.batch for piece in pieces(*SAMPLES))
    features = {
        (row["ActionGeo_Type"], row["ActionGeo_FeatureID"]) for row in EVENT_ROWS if row["ActionGeo_Type"] != "0"
    }
    lands = {row["ActionGeo_CountryCode"] for row in EVENT_ROWS if row["ActionGeo_CountryCode"]}
    addresses = {row["SOURCEURL"] for row in EVENT_ROWS} | {row["MentionIdentifier"] for row in MENTION_ROWS}
    places = nodes(whole, "Place")

    assert len([row for row in places if "geonamesId" not in row]) == len(features)
    assert len([row for row in places if "geonamesId" in row]) == len(lands)
    assert len(nodes(whole, "Report")) == len(addresses) + len(SAMPLES)
    assert len(nodes(whole, "Event")) == len({row["GLOBALEVENTID"] for row in EVENT_ROWS + MENTION_ROWS})


def test_the_mentions_of_the_sample_have_their_confidence_and_offsets() -> None:
    whole = merged(piece.batch for piece in pieces(MENTION_FILE))
    offsets = [
        [
            int(row[column])
            for column in ("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset")
            if row[column] != "-1"
        ]
        for row in MENTION_ROWS
    ]
    told = {row["MentionIdentifier"]: row["MentionDocTranslationInfo"][6:9] for row in MENTION_ROWS}

    assert Counter(row["confidence"] for row in nodes(whole, "Statement")) == Counter(
        int(row["Confidence"]) / 100 for row in MENTION_ROWS
    )
    assert Counter((row["start"], row["end"]) for row in nodes(whole, "Passage", kind="reported-offset")) == Counter(
        (min(found), max(found) + 1) for found in offsets if found
    )
    assert Counter(row["language"] for row in nodes(whole, "Report"))["ar"] == Counter(told.values())["ara"]


def test_small_pieces_give_what_one_gives() -> None:
    source = GdeltSource(SAMPLES)
    small = list(source.pieces(AT, 7))

    assert merged(piece.batch for piece in small).size == merged(piece.batch for piece in pieces(*SAMPLES)).size
    assert small[-1].done == len(source) == sum(path.stat().st_size for path in SAMPLES)


def test_files_are_read_in_one_order_mentions_first() -> None:
    forth, back = GdeltSource(SAMPLES), GdeltSource(SAMPLES[::-1])

    assert forth.fingerprint == back.fingerprint
    assert next(forth.pieces(AT)).locator == str(MENTION_FILE)
    assert [piece.locator for piece in forth.pieces(AT)] == [piece.locator for piece in back.pieces(AT)]


def test_a_zip_gives_the_same_graph(tmp_path: Path) -> None:
    packed = tmp_path / f"{MENTION_FILE.stem}.CSV.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(MENTION_FILE, f"{MENTION_FILE.stem}.CSV")
    (plain,), (unpacked,) = pieces(MENTION_FILE), pieces(packed)

    assert unpacked.snapshots.keys() == plain.snapshots.keys()
    assert {label: unpacked.batch.ids(label) for label in unpacked.batch.nodes} == {
        label: plain.batch.ids(label) for label in plain.batch.nodes
    }


def test_a_file_of_another_name_is_known_by_its_width(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(line(mention(), MENTIONS))
    (piece,) = pieces(path, published=date(2025, 3, 9))

    assert [row["kind"] for row in nodes(piece.batch, "Statement")] == ["occurrence"]
    assert [row["publishedOn"] for row in nodes(piece.batch, "Report") if "publishedOn" in row] == [date(2025, 3, 9)]


def test_a_file_of_another_name_needs_its_day(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(line(mention(), MENTIONS))

    with pytest.raises(UnreadableInput, match="--published"):
        GdeltSource([path])


def test_a_file_of_gdelt_1_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "20130401.export.CSV"
    path.write_text("\t" * 57 + "\n")

    with pytest.raises(UnreadableInput, match="58 cells"):
        GdeltSource([path], date(2013, 4, 1))


def test_a_broken_row_is_told_with_its_line_and_the_others_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "20250308001500.export.CSV"
    sound, unknown = line(event(), EVENTS), line(event(GLOBALEVENTID="1230000002", EventCode="999"), EVENTS)
    path.write_text(sound + unknown + "too\tshort\n")
    (piece,) = pieces(path)

    assert {(fault.rule, fault.path, fault.locator.rpartition(":")[2]) for fault in piece.faults} == {
        ("unknown-code", "EventCode", "2"),
        ("row-width", None, "3"),
    }
    assert len(nodes(piece.batch, "Event")) == 2


@pytest.mark.parametrize(
    ("row", "column", "mended", "kind"),
    [
        (event(EventCode="999"), "EventCode", "193", "act-type"),
        (mention(Confidence="x"), "Confidence", "40", "occurrence"),
    ],
)
def test_a_mended_row_says_what_was_refused(
    tmp_path: Path, row: dict[str, str], column: str, mended: str, kind: str
) -> None:
    import json

    columns, name = (EVENTS, "export") if column in EVENTS else (MENTIONS, "mentions")
    path = tmp_path / f"20250308001500.{name}.CSV"
    path.write_text(line(row, columns))
    (piece,) = pieces(path)
    (fault,) = piece.faults
    payload = json.loads(fault.payload)
    payload["row"][column] = mended

    assert kind not in {each["kind"] for each in nodes(piece.batch, "Statement")}
    assert kind in {each["kind"] for each in nodes(remapped(payload).batch, "Statement")}


def test_the_sample_is_sound_and_loading_it_twice_changes_nothing(embedded_store: Store, tmp_path: Path) -> None:
    loaded = load(embedded_store, tmp_path, *SAMPLES)
    before = graph(embedded_store)

    again = load(embedded_store, tmp_path, *SAMPLES)

    assert (loaded.refused, again.written.nodes, again.written.relationships) == (0, 0, 0)
    assert len(before["Event"]) == len({row["GLOBALEVENTID"] for row in EVENT_ROWS + MENTION_ROWS})
    assert graph(embedded_store) == before


def test_in_whatever_order_events_and_mentions_come_the_graph_is_the_same(
    embedded_store: Store, tmp_path: Path
) -> None:
    told = mention(MentionDocTranslationInfo="srclc:ara;eng:GT-ARA 1.0")
    events, mentions = tmp_path / "20250308001500.translation.export.CSV", tmp_path / "20250309120000.mentions.CSV"
    events.write_text(line(event(), EVENTS) + line(event(GLOBALEVENTID="1230000002"), EVENTS))
    mentions.write_text(line(told, MENTIONS) + line(told | {"GLOBALEVENTID": "1230000003"}, MENTIONS))
    graphs = []
    for number, order in enumerate(((events, mentions), (mentions, events))):
        embedded_store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
        for path in order:
            load(embedded_store, tmp_path / str(number), path)
        graphs.append(timeless(graph(embedded_store)))

    assert graphs[0] == graphs[1]
    assert [row["language"] for row in graphs[0]["Report"] if row["url"] == "https://news.example/a"] == ["ar"]


def test_a_mention_of_an_unknown_event_is_an_event_of_which_no_more_is_known(
    embedded_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "20250309120000.mentions.CSV"
    path.write_text(line(mention(), MENTIONS))
    load(embedded_store, tmp_path, path)

    (found,) = embedded_store.read("MATCH (e:Event) RETURN e.type AS type, e.earliest AS earliest, e.id AS id")
    assert (found["type"], found["earliest"]) == (None, None)

    later = tmp_path / "20250308001500.export.CSV"
    later.write_text(line(event(), EVENTS))
    load(embedded_store, tmp_path, later)

    (known,) = embedded_store.read("MATCH (e:Event) RETURN e.type AS type, e.earliest AS earliest, e.id AS id")
    assert (known["id"], known["type"], known["earliest"]) == (found["id"], "attack", date(2025, 3, 7))
