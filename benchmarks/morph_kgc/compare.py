"""Morph-KGC, the fast engine of RML, on the rows of UCDP GED that testigo maps: rows per CPU second of both.

    python benchmarks/morph_kgc/compare.py [--rows 10000]

Its environment is its own, made once in the user's cache, so it is no dependency of ours. The RML is what RML can say
without functions written for it: the statements of a row with their speaker, passage, event, cited report and source,
two participations, the place in its hierarchy, names, dates and counts. It splits no cell, looks up no code, refuses
nothing and gives no statement's id a hash; a row becomes some 240 triples (ours some 670, quoted rows among them).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import venv
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from load import ged_file, in_child

PACKAGE = "morph-kgc==2.10.0"
HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "testigo" / PACKAGE.replace("==", "-")
NS, IDS = "https://w3id.org/testigo/ns#", "https://w3id.org/testigo/id/"
COMMON = [
    ["a", "t:Statement"], ["t:modality", "asserts"], ["t:polarity", "positive"], ["t:hedge", "none"],
    ["t:mode", "paraphrase"], ["t:publishedOn", "2023-06-01", "xsd:date"], ["t:recordVersion", "23.1"],
    ["t:recordedAt", "2026-01-01T00:00:00Z", "xsd:dateTime"], ["t:extractor", "ged/1"],
    ["t:saidBy", "i:actor-ucdp~iri"], ["t:anchoredAt", "i:passage-$(id)~iri"], ["t:about", "i:event-$(id)~iri"],
    ["t:cites", "i:report-$(source_office)~iri"], ["t:sourcedFrom", "i:actor-$(source_original)~iri"],
]  # fmt: skip
COUNT = [["t:measure", "killed"], ["t:comparator", "exactly"], ["t:scope", "incident"], ["t:vague", "false"]]
POPULATIONS = {
    "deaths_a": "side-a", "deaths_b": "side-b", "deaths_civilians": "civilians", "deaths_unknown": "unknown",
}  # fmt: skip
CONFIG = """[CONFIGURATION]
output_file = {folder}/graph.nt
output_format = N-TRIPLES
number_of_processes = 1
logging_level = ERROR
[GED]
mappings = {folder}/mapping.yaml
"""
Pairs = list[list[str]]
Maps = dict[str, tuple[str, Pairs]]


def statements() -> dict[str, Pairs]:
    """What each statement of a row says besides what all of them do."""
    said: dict[str, Pairs] = {
        "type": [["t:kind", "act-type"], ["t:columns", "type_of_violence"], ["t:eventType", "$(type_of_violence)"]],
        "place": [
            ["t:kind", "place"], ["t:columns", "where_coordinates"],
            ["t:atPlace", "i:place-$(where_coordinates)~iri"],
        ],
        "time": [
            ["t:kind", "time"], ["t:columns", "date_start"], ["t:edtf", "$(date_start)/$(date_end)"],
            ["t:earliest", "$(date_start)"], ["t:latest", "$(date_end)"], ["t:datePrecision", "$(date_prec)"],
        ],
        "deaths": [
            ["t:kind", "count"], ["t:columns", "best"], *COUNT, ["t:population", "all"],
            ["t:low", "$(low)", "xsd:integer"], ["t:best", "$(best)", "xsd:integer"],
            ["t:high", "$(high)", "xsd:integer"],
            ["t:effLow", "$(low)", "xsd:integer"], ["t:effHigh", "$(high)", "xsd:integer"],
        ],
    }  # fmt: skip
    for column, population in POPULATIONS.items():
        best = [[f"t:{name}", f"$({column})", "xsd:integer"] for name in ("best", "effLow", "effHigh")]
        said[column] = [["t:kind", "count"], ["t:columns", column], *COUNT, ["t:population", population], *best]
    for side in ("side_a", "side_b"):
        part = f"i:participation-$(id)-{side}~iri"
        said[side] = [["t:kind", "participation"], ["t:columns", side], ["t:supports", part]]
    return said


def mappings() -> Maps:
    """Triples maps by name: a subject, and its predicates with their objects."""
    said: Maps = {f"said-{name}": (f"i:statement-$(id)-{name}", COMMON + own) for name, own in statements().items()}
    return said | records() | actors() | places()


def records() -> Maps:
    """The event, the passage and the report of a row."""
    event = [["a", "t:Event"], ["t:subEventOf", "i:event-conflict-$(conflict_new_id)~iri"]]
    passage = [
        ["a", "t:Passage"], ["t:kind", "row"], ["t:rowKey", "$(id)"], ["t:exact", "$(relid)"],
        ["t:inSnapshot", "i:snapshot-ged~iri"],
    ]  # fmt: skip
    report = [
        ["a", "t:Report"], ["t:publisher", "$(source_office)"], ["t:title", "$(source_headline)"],
        ["t:publishedOn", "$(source_date)"],
    ]  # fmt: skip
    return {
        "event": ("i:event-$(id)", event),
        "passage": ("i:passage-$(id)", passage),
        "report": ("i:report-$(source_office)", report),
    }


def actors() -> Maps:
    """The source and both sides of a row, and that these took part."""
    found: Maps = {"source": ("i:actor-$(source_original)", [["a", "t:Actor"], *named("source_original")])}
    for side in ("side_a", "side_b"):
        actor = f"i:actor-$({side}_new_id)"
        part = [
            ["a", "t:Participation"], ["t:role", "participant-unspecified"], ["t:inEvent", "i:event-$(id)~iri"],
            ["t:ofActor", f"{actor}~iri"],
        ]  # fmt: skip
        found[f"actor-{side}"] = (actor, [["a", "t:Actor"], ["t:ucdpId", f"$({side}_new_id)"], *named(side)])
        found[f"part-{side}"] = (f"i:participation-$(id)-{side}", part)
    return found


def places() -> Maps:
    """The places of a row, each in the next wider one."""
    chain = ("where_coordinates", "adm_2", "adm_1", "country", "region")
    found: Maps = {
        f"place-{place}": (
            f"i:place-$({place})",
            [["a", "t:Place"], ["t:within", f"i:place-$({within})~iri"], *named(place)],
        )
        for place, within in pairwise(chain)
    }
    spot = [["t:latitude", "$(latitude)", "xsd:double"], ["t:longitude", "$(longitude)", "xsd:double"]]
    found["point"] = ("i:place-$(where_coordinates)", [*spot, ["t:precision", "$(where_prec)"]])
    return found


def named(column: str) -> Pairs:
    return [["t:name", f"$({column})"], ["t:hasName", f"i:name-$({column})~iri"]]


def written(folder: Path, rows: Path) -> Path:
    """The mapping in YARRRML, and the configuration that names it."""
    body = {
        name: {"sources": [[f"{rows}~csv"]], "s": subject, "po": pairs} for name, (subject, pairs) in mappings().items()
    }
    prefixes = {"t": NS, "i": IDS, "xsd": "http://www.w3.org/2001/XMLSchema#"}
    (folder / "mapping.yaml").write_text(json.dumps({"prefixes": prefixes, "mappings": body}))  # JSON is YAML
    config = folder / "config.ini"
    config.write_text(CONFIG.format(folder=folder))
    return config


def environment() -> Path:
    """The Python of its environment, which is made where it is not there."""
    python = HOME / "bin" / "python"
    if not (HOME / "complete").exists():
        print(f"installing {PACKAGE} into {HOME} (once)", file=sys.stderr, flush=True)
        venv.create(HOME, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PACKAGE], check=True)
        (HOME / "complete").touch()
    return python


def morph(folder: Path, rows: Path) -> tuple[float, int]:
    """CPU seconds of the whole process, and how many triples it wrote."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([environment(), "-m", "morph_kgc", written(folder, rows)], check=True, cwd=folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with (folder / "graph.nt").open("rb") as graph:
        triples = sum(1 for _ in graph)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, triples


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = ged_file(folder, rows)
        environment()
        theirs_s, triples = morph(folder, path)
        ours: dict[str, Any] = in_child("map_columns", path)  # Any: JSON
    theirs, mine = rows / theirs_s, rows / ours["own_s"]
    print(f"mapping {rows:,} rows of GED")
    print(f"  Morph-KGC {theirs:,.0f} rows a CPU second, {triples / theirs_s:,.0f} triples; {triples:,} triples in all")
    print(f"  testigo   {mine:,.0f} rows a CPU second, {ours['items'] / ours['own_s']:,.0f} nodes and relationships")
    print(f"  testigo is {mine / theirs:.1f} times as fast")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    main(parser.parse_args().rows)
