"""What UCDP GED is: its card, its columns, its codes, each with where it is said.

Codebook: Högbladh, Stina (2023), *UCDP Georeferenced Event Dataset Codebook Version 23.1*, Uppsala University.
"""

from __future__ import annotations

from testigo.loaders.coded.tables import Layout
from testigo.loaders.source import Card
from testigo.ontology.terms import DatePrecision, EventType, PlaceKind, PlacePrecision, Scope

NAME = "ged"
CARD = Card(
    name=NAME,
    title="UCDP Georeferenced Event Dataset (GED) Global",
    version="1",
    publisher="Uppsala Conflict Data Program",
    licence="CC BY 4.0",
    citation=(
        "Sundberg, Ralph and Erik Melander (2013) Introducing the UCDP Georeferenced Event Dataset. Journal of Peace "
        "Research 50(4): 523–532; Davies, Shawn, Therése Pettersson and Magnus Öberg (2023) Organized violence "
        "1989–2022, and the return of conflict between states. Journal of Peace Research 60(4): 691–708."
    ),
)
TAKEN = (
    "id", "relid", "code_status", "type_of_violence", "conflict_new_id", "dyad_new_id", "side_a_new_id", "side_a",
    "side_b_new_id", "side_b", "source_article", "source_original", "where_prec", "where_coordinates", "adm_1", "adm_2",
    "latitude", "longitude", "country", "country_id", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip
IGNORED = {
    "year": "date_start says it",
    "active_year": "says that the dyad passed the threshold of a data set, nothing of the event",
    "conflict_dset_id": "the id of an older data set; conflict_new_id is the key",
    "conflict_name": "a name, made of the id's other columns; it stands in the passage",
    "dyad_dset_id": "the id of an older data set; dyad_new_id is the key",
    "dyad_name": "a name, made of the two sides'; it stands in the passage",
    "side_a_dset_id": "the id of an older data set; side_a_new_id is the key",
    "side_b_dset_id": "the id of an older data set; side_b_new_id is the key",
    "number_of_sources": "how many source_article lists",
    "source_office": "source_article says it",
    "source_date": "source_article says it",
    "source_headline": "source_article says it, and does not lose count where a headline holds a semicolon",
    "where_description": "free words; they stand in the passage",
    "geom_wkt": "latitude and longitude say it",
    "priogrid_gid": "latitude and longitude say it",
    "region": "country says it",
    "gwnoa": "the state system's number of a government that side_a_new_id names",
    "gwnob": "the state system's number of a government that side_b_new_id names",
}
LAYOUT = Layout(columns=(*TAKEN, *IGNORED))

VIOLENCE = {
    "1": EventType.STATE_BASED_VIOLENCE,
    "2": EventType.NON_STATE_VIOLENCE,
    "3": EventType.ONE_SIDED_VIOLENCE,
}
CONFLICT = {"1": EventType.WAR, "2": EventType.NON_STATE_VIOLENCE, "3": EventType.ONE_SIDED_VIOLENCE}
"""What the conflict of an event of each kind of violence is: for UCDP, a dyad of non-state actors is a conflict too."""

WHERE = {
    "1": PlacePrecision.EXACT,
    "2": PlacePrecision.NEAR,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.PROVINCE,
    "5": PlacePrecision.LINEAR,
    "6": PlacePrecision.COUNTRY,
    "7": PlacePrecision.INTERNATIONAL,
}
AREAS = {
    PlacePrecision.DISTRICT: PlaceKind.DISTRICT,
    PlacePrecision.PROVINCE: PlaceKind.GOVERNORATE,
    PlacePrecision.COUNTRY: PlaceKind.COUNTRY,
}
"""What the place of a row is where its precision says so; elsewhere the last word of its name, or an area."""

KINDS = {
    "village": PlaceKind.VILLAGE,
    "town": PlaceKind.CITY,
    "city": PlaceKind.CITY,
    "district": PlaceKind.DISTRICT,
    "governorate": PlaceKind.GOVERNORATE,
    "province": PlaceKind.GOVERNORATE,
}
WHEN = {
    "1": DatePrecision.DAY,
    "2": DatePrecision.RANGE,
    "3": DatePrecision.WEEK,
    "4": DatePrecision.MONTH,
    "5": DatePrecision.YEAR,
}
CLARITY = {"1": Scope.INCIDENT, "2": Scope.CUMULATIVE}
"""Of a clear event the figures are one incident's; else the source has summed up what happened over some days."""

DEATHS = {"deaths_a": "a", "deaths_b": "b", "deaths_civilians": None, "deaths_unknown": None}
"""Columns of deaths among one population, and the side it is of."""

KEYS = ("country_id", "side_a_new_id", "side_b_new_id", "conflict_new_id", "dyad_new_id")
CELLS = ("source_original", "source_article")
GOVERNMENT = "Government of "
CIVILIANS = "Civilians"

STATUS = {"Clear": "none"}
"""Whether UCDP has still to check a row: anything else than Clear is preliminary."""

OLD_RELID = r"^[A-Z]+-\d{4}-\d+-[\d.]+$"
NEW_RELID = r"^[A-Z]+-\d{4}-[123]-\d+-[\d.]+$"
OLD_RELEASE = "19.1"
"""Release 19.1 wrote `relid` without the type of violence, 23.1 with it: so the older of two rows of one id is told."""
