"""What GDELT 2.0 is, and what becomes of each column of its two tables.

Source: The GDELT Event Database Data Format Codebook V2.0 (19 February 2015),
http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf
"""

from __future__ import annotations

from testigo.loaders.coded.tables import Layout
from testigo.loaders.source import Card

SOURCE = "gdelt"
MAPPING = "1"
PUBLISHER = "The GDELT Project"
TERMS = "https://www.gdeltproject.org/about.html#termsofuse"
FILES = "http://data.gdeltproject.org/gdeltv2/"

CARD = Card(
    name=SOURCE,
    title="GDELT 2.0 Event Database: events and mentions",
    version=MAPPING,
    publisher=PUBLISHER,
    licence=TERMS,
    citation=(
        "The GDELT Project, https://www.gdeltproject.org/; Leetaru, Kalev, and Philip A. Schrodt, 2013, GDELT: Global "
        "Data on Events, Location and Tone, 1979-2012, ISA Annual Convention"
    ),
)

SIDES = ("Actor1", "Actor2")
ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

EVENTS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"{side}{name}" for side in SIDES for name in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{what}Geo_{name}" for what in (*SIDES, "Action") for name in PLACE),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The 61 columns of an events file, in its order."""

MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
"""The 16 columns of a mentions file, in its order."""

_COVERAGE = "counts reports of the first quarter of an hour, not what happened; mentions tell them one by one"
IGNORED = {
    **dict.fromkeys(("MonthYear", "Year", "FractionDate"), "SQLDATE says it"),
    **dict.fromkeys(("EventBaseCode", "EventRootCode", "QuadClass"), "EventCode says it"),
    "GoldsteinScale": "a score of the kind of act, the same for every act of a code",
    "IsRootEvent": "where in the first report it stands; the mention says in which sentence",
    **dict.fromkeys(("NumMentions", "NumSources", "NumArticles"), _COVERAGE),
    **dict.fromkeys(("AvgTone", "MentionDocTone"), "a score of a report's words"),
    **{
        f"{side}Geo_{name}": "the place named nearest to the actor in the text: nobody says that the actor was there"
        for side in SIDES
        for name in PLACE
    },
    **dict.fromkeys(
        ("ActionGeo_ADM1Code", "ActionGeo_ADM2Code"),
        "a unit around the place by its code, which the table does not name",
    ),
    **{
        f"{side}{name}": "part of the actor's code, which is part of its key"
        for side in SIDES
        for name in ("CountryCode", "EthnicCode", "Religion1Code", "Religion2Code")
    },
    "EventTimeDate": "DATEADDED of the event's own row",
    "MentionSourceName": "the host of a web address, or part of the citation",
    "MentionDocLen": "how long the report is",
    "Extras": "reserved, and empty",
}
"""Column → why nothing is said from it. Each stands in the passage of its row all the same."""


def layout(columns: tuple[str, ...]) -> Layout:
    """How GDELT writes a table: tabs, no header, no quotation marks."""
    return Layout(columns=columns, delimiter="\t", quote=None, header=False)
