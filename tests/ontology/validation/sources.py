"""Sound batches of the three sources, a report, MAVERICK and UCDP GED, and the same with faults all over."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from testigo.loaders.maverick import MaverickSource
from testigo.ontology.batch import Batch
from testigo.ontology.validation.validator import Validator

from tests.loaders.ged.rows import AT, real, source, written
from tests.ontology.validation.broken import ODD_IDS, OUTSIDE, Broken, Faults
from tests.ontology.validation.worlds import World, batch_of_worlds
from tests.sample import sample

SAMPLES = Path(__file__).parents[3] / "loaders" / "samples"
SOURCES = ("report", "maverick", "ged")


@cache
def sound(name: str, seed: int, rows: int) -> Batch:
    """What no shape refuses of so many rows of a source; of the report always all."""
    if name == "report":
        return sample().batch
    with tempfile.TemporaryDirectory() as folder, Validator() as validator:
        file = "maverick_event_report.csv" if name == "maverick" else "ucdp_ged_231_1000.csv"
        path = _some(SAMPLES / file, Path(folder) / file, seed, rows)
        pieces = (MaverickSource([path]) if name == "maverick" else source(path)).pieces(AT)
        (piece,) = pieces
        return validator.judged(piece.batch).sound


def _some(whole: Path, path: Path, seed: int, rows: int) -> Path:
    """So many rows of a file, by chance."""
    with whole.open(encoding="utf-8", newline="") as file:
        header, *every = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *random.Random(seed).sample(every, rows)])  # noqa: S311  # no secret
    return path


def as_they_came(name: str, folder: Path) -> Batch:
    """Real rows of MAVERICK or GED whose figures are in no order, among others, as they are mapped."""
    if name == "maverick":
        with (SAMPLES / "maverick_event_report.csv").open(encoding="utf-8", newline="") as file:
            every, columns = list(csv.DictReader(file)), ("injuries_low", "injuries_best", "injuries_high")
    else:
        every, columns = real(), ("low", "best", "high")
    wrong = [row for row in every if not _in_order([float(row[column] or 0) for column in columns])]
    assert len(wrong) > 3
    path = written(folder, [*every[:6], *wrong[:4]], f"{name}.csv")
    (piece,) = (MaverickSource([path]) if name == "maverick" else source(path)).pieces(AT)
    return piece.batch


def _in_order(figures: list[float]) -> bool:
    return figures == sorted(figures)


def broken(name: str, seed: int, *, rows: int = 8, faults: int = 40) -> Broken:
    """A sound batch of a source with so many faults in it, as RDF can write them."""
    it = _world(sound(name, seed, rows))
    chance = random.Random(f"{name} {seed}")  # noqa: S311  # no secret
    sow = Faults(chance.choice, [*OUTSIDE, *ODD_IDS[3:]], {})
    for _ in range(faults):
        sow.add(it)
    return Broken(batch_of_worlds([it]), Batch(), frozenset(OUTSIDE[:2]))


def _world(batch: Batch) -> World:
    it = World("source")
    for table in batch.nodes.values():
        for row in table.to_pylist():
            it.rows[row.pop("id")] = row
    for type, table in batch.relationships.items():
        for row in table.to_pylist():
            it.relationships[type, row.pop("start"), row.pop("end")] = row
    return it


def rounds(count: int) -> Iterator[tuple[str, int]]:
    """Sources with seeds, each source in turn."""
    yield from ((SOURCES[number % len(SOURCES)], number) for number in range(count))
