"""What ACLED is, and what becomes of each of its columns."""

from __future__ import annotations

from pathlib import Path

from testigo.loaders.coded.tables import Layout
from testigo.loaders.source import Card

NAME = "acled"
MAPPING = "1"
CARD = Card(
    name=NAME,
    title="Armed Conflict Location & Event Data",
    version=MAPPING,
    publisher="ACLED",
    licence="ACLED Terms of Use and Attribution Policy; no redistribution of rows",
    citation=(
        "Raleigh, C., Kishi, R. and Linke, A. (2023). Political instability patterns are obscured by conflict dataset "
        "scope conditions, sources, and coding choices. Humanities and Social Sciences Communications 10, 74. "
        "https://doi.org/10.1057/s41599-023-01559-4. ACLED, www.acleddata.com"
    ),
)
SAMPLE = Path(__file__).parents[1] / "samples" / "acled_invented.csv"
"""Rows of invented events in ACLED's columns."""

TAKEN = (
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "fatalities", "timestamp",
)  # fmt: skip

IGNORED = {
    "data_id": "of exports before March 2023; a number that changes with every update of the data",
    "event_id_no_cnty": "of exports before March 2023; event_id_cnty says it",
    "iso3": "of exports before March 2023; iso says it",
    "year": "event_date says it",
    "disorder_type": "follows from the type and sub-type of the event",
    "interaction": "follows from inter1 and inter2",
    "civilian_targeting": "says that civilians were a main target, not which of the actors they are",
    "source_scale": "the scales of all sources of a row together: of none of them in particular",
    "notes": "ACLED's own words on the event: they stand in the passage of the row, and are not extracted from",
    "tags": "words beside the event (crowd sizes, themes): they stand in the passage of the row",
    "population_1km": "people who live around the place, not people of the event",
    "population_2km": "people who live around the place, not people of the event",
    "population_5km": "people who live around the place, not people of the event",
    "population_best": "people who live around the place, not people of the event",
}
"""Column → why nothing but the words of the row is taken from it."""

LAYOUT = Layout(columns=TAKEN, optional=frozenset(IGNORED))
DELETED = Layout(columns=("event_id_cnty", "deleted_timestamp"))
"""The rows of ACLED's list of deleted events."""
