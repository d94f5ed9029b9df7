"""The terms of the schemes: one enumeration a scheme, the notation its value.

A notation is written alike in Turtle, Cypher and JSON (`killing-of-civilians`); its Python member and its
GraphQL value are the same in upper case (`KILLING_OF_CIVILIANS`). `schemes.ttl` defines, labels and maps
each; a test holds the two together.
"""

from __future__ import annotations

import re
from enum import StrEnum

NS = "https://w3id.org/testigo/ns#"
ID_BASE = "https://w3id.org/testigo/id/"


def member_name(notation: str) -> str:
    """The upper-case name of a notation, for Python and GraphQL.

    >>> member_name("killing-of-civilians"), member_name("atLeast"), member_name("AMBER+STRICT")
    ('KILLING_OF_CIVILIANS', 'AT_LEAST', 'AMBER_STRICT')
    """
    parts = []
    for previous, letter in zip(" " + notation, notation, strict=False):
        if letter.isupper() and previous.islower():
            parts.append("_")
        parts.append(letter if letter.isalnum() else "_")
    return "".join(parts).upper()


class Scheme(StrEnum):
    """A closed list of notations; members are named after them."""

    @classmethod
    def notations(cls) -> tuple[str, ...]:
        """Every notation, in the order of the scheme."""
        return tuple(term.value for term in cls)

    @classmethod
    def short_name(cls) -> str:
        """What the scheme is called where its terms are kept.

        >>> ActorKind.short_name()
        'actor-kind'
        """
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()


class ActorKind(Scheme):
    GOVERNMENT = "government"
    GOVERNMENT_BODY = "government-body"
    SECURITY_FORCES = "security-forces"
    ARMED_FACTION = "armed-faction"
    MONITOR = "monitor"
    MEDIA = "media"
    INTERGOVERNMENTAL = "intergovernmental"
    FOREIGN_STATE = "foreign-state"
    JUDICIAL_BODY = "judicial-body"
    CIVIL_SOCIETY = "civil-society"
    COMMUNITY = "community"
    CIVILIANS = "civilians"
    CROWD = "crowd"
    PERSON = "person"
    SOURCE = "source"


class Role(Scheme):
    PERPETRATOR = "perpetrator"
    INITIATOR = "initiator"
    PARTY = "party"
    ORDERING_PARTY = "ordering-party"
    COMMANDING_PARTY = "commanding-party"
    FAILED_TO_PREVENT = "failed-to-prevent"
    TARGET = "target"
    VICTIM = "victim"
    WITNESS = "witness"
    BYSTANDER = "bystander"
    RESPONDER = "responder"
    DISPLACED_PARTY = "displaced-party"
    INTERVENING_PARTY = "intervening-party"
    PARTICIPANT_UNSPECIFIED = "participant-unspecified"


class EventType(Scheme):
    ATTACK = "attack"
    AMBUSH = "ambush"
    SHELLING = "shelling"
    AIR_DRONE_STRIKE = "air-drone-strike"
    REMOTE_EXPLOSIVE = "remote-explosive"
    KILLING = "killing"
    KILLING_OF_CIVILIANS = "killing-of-civilians"
    MASS_KILLING = "mass-killing"
    SUMMARY_EXECUTION = "summary-execution"
    ARMED_CLASH = "armed-clash"
    RESTRICTION = "restriction"
    BLOCKADE_SIEGE = "blockade-siege"
    CURFEW = "curfew"
    DEPLOYMENT = "deployment"
    ARREST_DETENTION = "arrest-detention"
    ABDUCTION_DISAPPEARANCE = "abduction-disappearance"
    LOOTING = "looting"
    ARSON_PROPERTY_DESTRUCTION = "arson-property-destruction"
    DISPLACEMENT = "displacement"
    FORCED_DISPLACEMENT = "forced-displacement"
    REFUGE = "refuge"
    SEXUAL_VIOLENCE = "sexual-violence"
    TORTURE_ILL_TREATMENT = "torture-ill-treatment"
    PROTEST = "protest"
    RIOT = "riot"
    MOB_VIOLENCE = "mob-violence"
    SECURITY_OPERATION = "security-operation"
    MOBILISATION = "mobilisation"
    TERRITORY_CHANGE = "territory-change"
    INVESTIGATION_ACCOUNTABILITY = "investigation-accountability"
    POLITICS = "politics"
    DIPLOMACY = "diplomacy"
    INSTITUTIONAL = "institutional"
    PRISONER_EXCHANGE = "prisoner-exchange"
    GENERAL_STRIKE = "general-strike"
    THREAT = "threat"
    FORCED_RECRUITMENT = "forced-recruitment"
    CEASEFIRE_VIOLATION = "ceasefire-violation"
    MOURNING = "mourning"
    EXPLOSION = "explosion"
    WAR = "war"
    STATE_BASED_VIOLENCE = "state-based-violence"
    NON_STATE_VIOLENCE = "non-state-violence"
    ONE_SIDED_VIOLENCE = "one-sided-violence"
    OTHER_CODED = "other-coded"


class StatementKind(Scheme):
    OCCURRENCE = "occurrence"
    ACT_TYPE = "act-type"
    PARTICIPATION = "participation"
    COUNT = "count"
    TIME = "time"
    PLACE = "place"
    CAUSE = "cause"
    RELATION = "relation"
    ATTITUDE = "attitude"
    DIRECTIVE = "directive"


class Modality(Scheme):
    ASSERTS = "asserts"
    DENIES = "denies"
    CONFIRMS = "confirms"
    ESTIMATES = "estimates"
    ACCUSES = "accuses"
    CHARACTERISES = "characterises"
    CONDEMNS = "condemns"
    WARNS = "warns"
    ORDERS = "orders"
    CALLS_FOR = "calls-for"
    ANNOUNCES = "announces"
    PROMISES = "promises"
    SUPPORTS = "supports"
    MOURNS = "mourns"
    EXPRESSES_CONCERN = "expresses-concern"
    ASKS = "asks"
    DECLINES_COMMENT = "declines-comment"
    CORRECTS = "corrects"
    RETRACTS = "retracts"


class Polarity(Scheme):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Hedge(Scheme):
    NONE = "none"
    REPORTEDLY = "reportedly"
    ALLEGEDLY = "allegedly"
    LIKELY = "likely"
    UNVERIFIED = "unverified"
    PRELIMINARY = "preliminary"


class Mode(Scheme):
    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"


class Measure(Scheme):
    KILLED = "killed"
    INJURED = "injured"
    DISPLACED = "displaced"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    MISSING = "missing"
    AFFECTED = "affected"
    OTHER = "other"


class Comparator(Scheme):
    EXACT = "exact"
    AT_LEAST = "atLeast"
    MORE_THAN = "moreThan"
    ABOUT = "about"
    AT_MOST = "atMost"
    LESS_THAN = "lessThan"
    RANGE = "range"
    SEVERAL = "several"
    DOZENS = "dozens"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"


class Population(Scheme):
    PEOPLE = "people"
    CIVILIANS = "civilians"
    SECURITY_FORCES = "security-forces"
    FIGHTERS = "fighters"
    WOMEN = "women"
    CHILDREN = "children"
    MEDICAL_WORKERS = "medical-workers"
    JOURNALISTS = "journalists"
    OTHER = "other"


class Scope(Scheme):
    INCIDENT = "incident"
    PLACE_TOTAL = "place-total"
    CUMULATIVE = "cumulative"
    UNSPECIFIED = "unspecified"


class DatePrecision(Scheme):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


class PlaceKind(Scheme):
    COUNTRY = "country"
    REGION = "region"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    CITY = "city"
    VILLAGE = "village"
    AREA = "area"
    FACILITY = "facility"
    INFRASTRUCTURE = "infrastructure"


class PlacePrecision(Scheme):
    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    PROVINCE = "province"
    LINEAR = "linear"
    COUNTRY = "country"
    INTERNATIONAL = "international"


class PassageKind(Scheme):
    TEXT = "text"
    ROW = "row"
    REPORTED_OFFSET = "reported-offset"


class Status(Scheme):
    ALLEGED = "alleged"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"
    UNSUPPORTED = "unsupported"


class Review(Scheme):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"


class Verdict(Scheme):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Severity(Scheme):
    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class Tlp(Scheme):
    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"
