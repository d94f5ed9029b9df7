"""Loading a source from the command line: the bar while it runs, and the report at the end."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from testigo.cli import output
from testigo.ontology.errors import TooManyRefusals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from testigo.cli.options import Engine
    from testigo.loaders.pipeline import Loaded
    from testigo.loaders.source import Expected, Source
    from testigo.ontology.validation.checking import Checking
    from testigo.store import Store

SHOWN = 20  # groups and codes of a report; the file of reasons has them all
Json = dict[str, Any]  # Any: JSON


def checking(engine: Engine, shapes: Sequence[Path] | None) -> Checking:
    """How a load is checked, as the options say. Raises UnfitShapes and UnreadableInput."""
    from testigo.ontology.validation.checking import Checking
    from testigo.ontology.validation.own import rules

    return Checking(rules(shapes).turtle if shapes else None, columns=engine == "columns")


def load(
    source: Source,
    checked: Checking,
    max_refused: str,
    store_url: str | None,
    archive_url: str | None,
    as_json: bool,
    expected: Sequence[Expected] | None = None,
) -> None:
    """Open the store and load a source into it."""
    from testigo.store import open_store

    with open_store(store_url) as store:
        load_into(store, source, max_refused, archive_url, as_json, expected, checked)


def load_into(
    store: Store,
    source: Source,
    max_refused: str = "1%",
    archive_url: str | None = None,
    as_json: bool = False,
    expected: Sequence[Expected] | None = None,
    checked: Checking | None = None,
) -> None:
    """Load a source with a progress bar, and print what it did."""
    from testigo.loaders.limits import RefusalLimit
    from testigo.loaders.pipeline import Pipeline
    from testigo.loaders.spool import spool_root
    from testigo.store.archive import open_archive

    limit = RefusalLimit.parsed(max_refused)
    try:
        with output.progress(not as_json) as progress:
            pipeline = Pipeline(store, open_archive(archive_url, store=store.url), spool_root(), progress, checked)
            loaded = pipeline.load(source, limit, expected)
    except TooManyRefusals as problem:
        _refused(problem, as_json)
        raise
    if as_json:
        output.json(asdict(loaded))
    else:
        _report(loaded)


def _refused(problem: TooManyRefusals, as_json: bool) -> None:
    if as_json:
        output.json(
            {
                "refused": problem.refused,
                "records": problem.records,
                "limit": problem.limit,
                "refusals": problem.refusals,
                "reasons": problem.reasons,
            }
        )
    else:
        _groups(problem.refusals, "refused, and why")


def _report(loaded: Loaded) -> None:
    """What came in, what was refused and why, which codes were unknown, what is to be told."""
    rows = [{"what": what, "new": count} for what, count in loaded.new.items()]
    title = (
        f"{loaded.source}: {loaded.records} records in {loaded.seconds:,.1f} s, {loaded.records_per_s:,.0f} a second"
    )
    output.table(rows, ["what", "new"], title)
    if not loaded.records:
        output.tell("nothing came in: there are no records to read")
    elif not loaded.written.nodes:
        output.tell("nothing new: the store knew all of it")
    _groups(loaded.refusals, "refused, and why")
    _codes(loaded.codes)
    _groups(loaded.warnings, "to look at")
    for each in loaded.surplus:
        output.tell(f"warning: {each}")
    if loaded.diagnostics:
        unused = sum(each["count"] for each in loaded.diagnostics)
        output.tell(f"{unused} words or rules not used; `testigo extract FILE` lists them")
    if loaded.refusals:
        output.tell(f"{loaded.refused} of {loaded.records} records refused; see `testigo refusals list`")
    if loaded.refusals or loaded.warnings:
        output.tell(f"every reason, one a line: {loaded.reasons}")


def _groups(groups: Sequence[Json], title: str) -> None:
    rows = [
        {
            "rule": each["rule"],
            "column": each["path"],
            "records": each["count"],
            "first": _places(each["examples"]),
            "message": each["message"],
        }
        for each in groups[:SHOWN]
    ]
    if rows:
        output.table(rows, ["rule", "column", "records", "message", "first"], _title(title, len(groups)))


def _codes(codes: Sequence[Json]) -> None:
    if codes:
        output.table(codes[:SHOWN], ["column", "value", "count"], _title("codes that no table knows", len(codes)))


def _title(title: str, count: int) -> str:
    return f"{title} (the first {SHOWN} of {count})" if count > SHOWN else title


def _places(examples: Iterable[Json]) -> list[str]:
    return [each["locator"] for each in examples]
