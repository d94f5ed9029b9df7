"""Files for `neo4j-admin database import full`: CSV, a header file each, and the arguments that name them all.

CSV and not Parquet, which that import reads as a beta and only from 5.25 on. Nodes are numbered over all labels, and
relationships name their ends by the numbers: half as many bytes as with ids, and a third less work for the import. The
numbers are the import's alone. An absent value is an empty field, an empty string is two quotation marks. Source:
Operations Manual of Neo4j 5, "Import" and "Import header format".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from testigo.ontology.errors import ExportError
from testigo.ontology.tables import RELATIONSHIPS, node_schema, relationship_schema
from testigo.store import schema

if TYPE_CHECKING:
    import polars as pl
    from testigo.store.bulk.tables import Tables

ARGUMENTS = "import.args"
README = "README.txt"
NUMBER = "number"
NUMBERS = {NUMBER: ":ID", "start": ":START_ID", "end": ":END_ID"}
TYPES = {
    pa.string(): "string", pa.int64(): "long", pa.float64(): "double", pa.bool_(): "boolean", pa.date32(): "date",
    pa.timestamp("us", "UTC"): "datetime", pa.list_(pa.string()): "string[]",
}  # fmt: skip
BETWEEN_WORDS = "\x1f"  # of a list; no text holds it, or it is refused
BUFFER_BYTES = 4 * 2**20  # the import's own; a value must fit into it
OPTIONS = (
    "--id-type=integer",
    "--array-delimiter=U+001F",
    "--multiline-fields=true",
    "--strict=true",
    "--bad-tolerance=0",
)
HOW = """Import into a Neo4j 5.26 or newer, whose server is stopped and whose database is empty or new:

    cd THIS FOLDER
    neo4j-admin database import full @import.args --overwrite-destination neo4j

`--overwrite-destination` deletes what the database named at the end holds. Then start the server and run

    testigo store info --store bolt://HOST:7687

which makes the constraints and indexes.
"""


def write(tables: Tables, folder: Path) -> None:
    """Write the files of a graph into an empty folder, each named by its label or relationship type.

    Raises ExportError for a value that a CSV of this kind cannot hold, StoreError where a relationship has lost an end.
    """
    arguments = [_version_node(folder)]
    widest = 0
    for name, pieces in chain(_nodes(tables), ((name, tables.numbered(name)) for name in tables.types)):
        size = _data(name, pieces, folder / f"{name}.csv")
        if size is None:
            continue
        widest = max(widest, size)
        (folder / f"{name}.header.csv").write_text(_header(name) + "\n")
        arguments.append(_argument(name))
    if widest >= BUFFER_BYTES:
        arguments.append(f"--read-buffer-size={2 * widest}")
    # last, for whatever follows a list of files is taken for one more of them
    (folder / ARGUMENTS).write_text("\n".join((*arguments, *OPTIONS)) + "\n")
    (folder / README).write_text(HOW)


def _nodes(tables: Tables) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
    numbers = count(1)  # 0 is the version's
    for label in tables.labels:
        yield label, (_numbered(tables, label, batch, numbers) for batch in tables.nodes(label))


def _numbered(tables: Tables, label: str, batch: pa.RecordBatch, numbers: Iterator[int]) -> pa.RecordBatch:
    """The rows with a number each, which `tables` remembers."""
    column = pa.array(islice(numbers, len(batch)), pa.int64(), size=len(batch))
    tables.number(label, batch.column("id"), column)
    return batch.add_column(0, NUMBER, column)


def _argument(name: str) -> str:
    option = "relationships" if name in RELATIONSHIPS else "nodes"
    return f"--{option}={name}={name}.header.csv,{name}.csv"


def _version_node(folder: Path) -> str:
    """The node of the schema's version, 0: constraints and indexes are made by the first who opens the store."""
    (folder / f"{schema.LABEL}.header.csv").write_text(":ID,id:string,version:long\n")
    (folder / f"{schema.LABEL}.csv").write_text("0,schema,0\n")
    return _argument(schema.LABEL)


def _header(name: str) -> str:
    """The fields with their types: a passage too has a property `start`, which is no end."""
    if name in RELATIONSHIPS:
        numbers, columns = ["start", "end"], list(relationship_schema(name))[2:]
    else:
        numbers, columns = [NUMBER], list(node_schema(name))
    return ",".join([*(NUMBERS[each] for each in numbers), *(f"{each.name}:{TYPES[each.type]}" for each in columns)])


def _data(name: str, pieces: Iterable[pa.RecordBatch], path: Path) -> int | None:
    """Write the rows; the bytes of the longest text among them, None where there is no row (and no file)."""
    import polars as pl

    widest: int | None = None
    for piece in pieces:
        frame = pl.DataFrame(piece)
        if not len(frame):
            continue
        widest = max(widest or 0, _widest(frame))
        with path.open("ab") as file:
            # every text in quotation marks: a lone carriage return would end the line otherwise
            _plain(name, frame).write_csv(
                file, include_header=False, quote_style="non_numeric", datetime_format="%Y-%m-%dT%H:%M:%S%.6fZ"
            )
    return widest


def _widest(frame: pl.DataFrame) -> int:
    import polars.selectors as cs

    sizes = frame.select(cs.string().str.len_bytes().max()).rows()  # none where no column holds text
    return max((size or 0 for row in sizes for size in row), default=0)


def _plain(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Lists as one text, their words between separators."""
    import polars as pl
    import polars.selectors as cs

    lists = cs.by_dtype(pl.List(pl.String))
    joined = frame.select(lists.list.join(BETWEEN_WORDS))
    for column, words in zip(joined, frame.select(lists), strict=True):
        if (column == "").any() or words.explode().str.contains(BETWEEN_WORDS, literal=True).any():
            raise ExportError(
                f"{name}.{column.name} has an empty list, or a word with the character U+001F in it: "
                "the files of the import cannot hold that"
            )
    return frame.with_columns(joined.get_columns())
