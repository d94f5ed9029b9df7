"""What MAVERICK is, and what becomes of each of its columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from testigo.loaders.coded.tables import Layout
from testigo.loaders.source import Card, Expected

SOURCE = "maverick"
MAPPING = "1"
SLOTS = range(1, 7)
SAMPLE = Path(__file__).parents[1] / "samples" / "maverick_event_report.csv"
"""The whole of version 1.0, as it ships."""

CARD = Card(
    name=SOURCE,
    title="MAVERICK event reports 1.0: Modes and Agents of Election-Related Violence in Côte d'Ivoire and Kenya",
    version=MAPPING,
    publisher="Department of Peace and Conflict Research, Uppsala University",
    licence="CC BY 4.0",
    citation=(
        "van Baalen, Sebastian, and Kristine Höglund, 2026, Introducing the Modes and Agents of Election-Related "
        "Violence in Côte d'Ivoire and Kenya (MAVERICK) Dataset, Journal of Peace Research 63 (1): 98-106, "
        "doi:10.1093/jopres/xjaf012"
    ),
    # a row in a hundred may be refused whole
    expected=(Expected("Passage", 3254, 3287), Expected("Event", 2178, 2200)),
)
URL = "https://CRAN.R-project.org/package=eventreport"
PUBLISHED = date(2025, 10, 16)
"""When eventreport 0.1.1, the package that holds the data, came out."""

ACTOR = ("", "_id", "_type", "_subtype", "_violence")
FLAGS = ("initiator", "perpetrator", "intervener", "bystander", "victim")

TAKEN = (
    "id", "event_id", "country", "date_start", "date_end", "city", "location", "latitude", "longitude", "geo_precision",
    *(f"actor{slot}{column}" for slot in SLOTS for column in (*ACTOR, *(f"_{flag}" for flag in FLAGS))),
    "event_context", "target", "deaths_best", "deaths_low", "deaths_high", "injuries_best", "injuries_low",
    "injuries_high", "displacement", "damage", "source", "source_author", "source_type",
)  # fmt: skip

IGNORED = {
    "election": "the election an event is closest to: no event, actor or place of the ontology",
    "certain": "how many criteria of inclusion the report fulfils: why it is in the data, nothing of what happened",
    **dict.fromkeys(
        (f"certain{number}" for number in range(1, 7)), "a criterion of inclusion: why the report is in the data"
    ),
    **dict.fromkeys(
        (f"actor{slot}_party" for slot in SLOTS),
        "the party an actor is close to: a statement on two actors cannot say yet which of them stands close to which",
    ),
    **dict.fromkeys((f"actor{slot}_precision" for slot in SLOTS), "a rank for choosing between reports"),
    "source_classification": "how reputable a source is held to be: there is no score of trust",
    "number_of_sources": "always 0; says something only of events put together from reports",
    "sampling": "whether Factiva or another collection held the report",
    "unit_of_analysis": "always Event report",
    "aggregation": "always None; says something only of events put together from reports",
}
"""Column → why it is not taken."""

LAYOUT = Layout(columns=TAKEN, optional=frozenset(IGNORED))
