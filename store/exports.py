"""The whole store as one document, or as a folder of files; streamed, a table at a time."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO

from testigo.ontology.batch import Batch
from testigo.ontology.errors import ExportError
from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS
from testigo.store.protocols import Store

DOCUMENTS = ("turtle", "jsonld", "ntriples")
FOLDERS = ("parquet", "neo4j-import")
FORMATS = (*DOCUMENTS, *FOLDERS)
TABLES = "tables"  # the folder that a store's tables lie in until the files of the import are made of them


def export(store: Store, format: str, out: Path | None) -> None:
    """Write everything the store holds; `out` None is standard output.

    A file or folder appears whole or not at all. Raises ExportError where it cannot be written, or is there.
    """
    if format in FOLDERS:
        _to_folder(store, format, out)
        return
    with _opened(out) as file:
        for piece in documents(store, format):
            file.write(piece)


def documents(store: Store, format: str) -> Iterator[bytes]:
    """The whole graph in a format of DOCUMENTS, in pieces."""
    from testigo.ontology.rdf import to_jsonld, to_ntriples, to_turtle

    match format:
        case "turtle":
            return to_turtle(batches(store))
        case "jsonld":
            return to_jsonld(batches(store))
        case "ntriples":
            return chain.from_iterable(map(to_ntriples, batches(store)))
    raise ExportError(f"{format!r} is no export format; there are {', '.join(FORMATS)}")


def batches(store: Store) -> Iterator[Batch]:
    """The whole graph as small batches of one table each, nodes first."""
    for label in LABELS:
        yield from (Batch(nodes={label: table}) for table in store.table(label))
    for name in RELATIONSHIPS:
        yield from (Batch(relationships={name: table}) for table in store.table(name))


def _to_folder(store: Store, format: str, out: Path | None) -> None:
    """Parquet: one file a label and relationship type, columns as in a batch. Else what `neo4j-admin` imports."""
    from testigo.store.bulk.filling import import_files

    if out is None:
        raise ExportError(f"{format} is a folder of files; say where with --out FOLDER")
    with whole(out) as part:
        tables = part / TABLES if format == "neo4j-import" else part
        tables.mkdir(parents=True)
        for name in (*LABELS, *RELATIONSHIPS):
            _parquet_file(store, name, tables / f"{name}.parquet")
        if format == "neo4j-import":
            import_files(tables, part)
            shutil.rmtree(tables)


def _parquet_file(store: Store, name: str, path: Path) -> None:
    import pyarrow.parquet as pq

    tables = store.table(name)
    first = next(tables, None)
    if first is None:
        return
    with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
        for table in chain([first], tables):
            writer.write_table(table)


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[bytes]]:
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with whole(out) as part, part.open("wb") as file:
        yield file


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A path beside `out` to write to, renamed at the end: nothing half-written stays, nothing is overwritten."""
    if out.exists():
        raise ExportError(f"{out} is there already; move it, or give another --out")
    part = out.with_name(out.name + ".part")
    try:
        yield part
        part.rename(out)
    except OSError as problem:
        raise ExportError(f"{out} cannot be written: {problem.strerror or problem}") from problem
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)
