"""A small graph with everything in it: the coast of Syria in March 2025, as several speakers tell it.

The figures are those of the worked example in the ontology; the sentences are made up to carry them. It
holds supersession (1,225 → 1,383 → 1,476), a relay (an agency quoting the monitor), two independent
origins, a denial that nobody asserted, an assertion and its denial, an unattributed claim, a coded row
that cites a report, a place met in a text and its gazetteer entry, and an ambiguous one.
"""

# ruff: noqa: PLR0917  # a builder of sentences reads better in order than by keyword

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from testigo.ontology import ids
from testigo.ontology.batch import Batch, batch
from testigo.ontology.figures import Figure
from testigo.ontology.model import (
    Actor,
    Event,
    Judgement,
    LoadRun,
    Name,
    Node,
    Participation,
    Passage,
    Place,
    Relationship,
    Report,
    Snapshot,
    Statement,
    Text,
)
from testigo.ontology.terms import (
    ActorKind,
    Comparator,
    DatePrecision,
    EventType,
    Hedge,
    Measure,
    Modality,
    Mode,
    PassageKind,
    PlaceKind,
    PlacePrecision,
    Polarity,
    Population,
    Role,
    Scope,
    StatementKind,
    Verdict,
)

RECORDED = datetime(2025, 9, 1, 12, 0, tzinfo=UTC)
SINCE = date(2025, 3, 6)
EXTRACTOR = "sample/1"


@dataclass(frozen=True, slots=True)
class Source:
    """A report with its snapshot and text, by their ids, and the words of the text."""

    report: str
    snapshot: str
    text: str
    content: str
    published: date


@dataclass(slots=True)
class Builder:
    """Collects nodes and relationships; every method returns the id (or ids) of what it made."""

    nodes: list[Node] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)

    def batch(self) -> Batch:
        """What was collected."""
        return batch(self.nodes, self.relationships)

    def add(self, node: Node) -> str:
        """Keep a node."""
        self.nodes.append(node)
        return node.id

    def relate(self, type: str, start: str, end: str, ord: int | None = None) -> None:
        """Keep a relationship."""
        self.relationships.append(Relationship(type, start, end, ord=ord))

    def source(self, url: str, title: str, publisher: str, published: date, content: str) -> Source:
        """A report, the snapshot of its bytes, the text extracted from them."""
        raw = content.encode()
        sha = hashlib.sha256(raw).hexdigest()
        report = self.add(
            Report(
                id=ids.minted("Report", url),
                title=title,
                publisher=publisher,
                url=url,
                published_on=published,
                language="en",
            )
        )
        snapshot = self.add(
            Snapshot(
                id=ids.minted("Snapshot", sha),
                sha256=sha,
                media_type="text/plain",
                byte_length=len(raw),
                retrieved_at=RECORDED,
                archive_url=f"archive:{sha}",
            )
        )
        text = self.add(
            Text(
                id=ids.minted("Text", sha),
                sha256=sha,
                content=content,
                length=len(content),
                language="en",
                extractor="plain",
                extractor_version="1",
            )
        )
        self.relate("EXTRACTED_FROM", text, snapshot)
        self.relate("CAPTURE_OF", snapshot, report)
        return Source(report, snapshot, text, content, published)

    def actor(self, kind: ActorKind, name: str, scope: str, identified: bool = True) -> str:
        """An actor as met in one text (`scope` its id) or register (`scope` its name)."""
        id = ids.minted("Actor", scope, name)
        self.add(Actor(id=id, kind=kind, name=name, identified=identified))
        self._name(id, name)
        return id

    def place(self, kind: PlaceKind, name: str, scope: str, at: tuple[float, float] | None = None) -> str:
        """A place as met in one text, or a gazetteer's with its latitude and longitude."""
        id = ids.minted("Place", scope, name)
        latitude, longitude = at or (None, None)
        precision = PlacePrecision.EXACT if at else None
        self.add(Place(id=id, kind=kind, name=name, latitude=latitude, longitude=longitude, precision=precision))
        self._name(id, name)
        return id

    def _name(self, owner: str, literal: str) -> None:
        name = Name(
            id=ids.minted("Name", literal, "en", owner),
            literal=literal,
            lang="en",
            script="Latn",
            norm=ids.normalised(literal),
        )
        self.relate("HAS_NAME", owner, self.add(name))

    def event(self, source: Source, trigger: str) -> str:
        """An event, by the words that tell of it first."""
        start = source.content.index(trigger)
        return self.add(Event(id=ids.minted("Event", source.text, start, start + len(trigger))))

    def judged(self, left: str, right: str, by: str, verdict: Verdict = Verdict.SAME) -> str:
        """A judgement on two records."""
        id = ids.minted("Judgement", left, right, by, verdict.value)
        self.add(Judgement(id=id, verdict=verdict, by=by, at=RECORDED))
        self.relate("LEFT", id, left)
        self.relate("RIGHT", id, right)
        return id

    def passage(self, source: Source, quote: str) -> str:
        """The words of a text; they stand in it exactly once."""
        assert source.content.count(quote) == 1, quote
        start = source.content.index(quote)
        end = start + len(quote)
        id = self.add(
            Passage(
                id=ids.minted("Passage", source.text, start, end),
                kind=PassageKind.TEXT,
                start=start,
                end=end,
                exact=quote,
                prefix=source.content[max(0, start - 20) : start],
                suffix=source.content[end : end + 20],
            )
        )
        self.relate("IN_TEXT", id, source.text)
        return id

    def said(
        self,
        source: Source,
        quote: str,
        kind: StatementKind,
        speakers: list[str],
        about: list[str],
        modality: Modality = Modality.ASSERTS,
        via: tuple[str, ...] = (),
        names: str = "",
        **more: Any,  # fields of Statement, by name
    ) -> str:
        """A statement on a passage of a text; `more` are further fields of `Statement`.

        `names` is what the proposition names besides the event: a place, a participation.
        """
        passage = self.passage(source, quote)
        key = sorted(f"{name}={value}" for name, value in more.items())
        id = ids.minted("Statement", passage, kind.value, sorted(about), names, key, sorted(speakers))
        self.add(
            Statement(
                id=id,
                kind=kind,
                modality=modality,
                published_on=source.published,
                recorded_at=RECORDED,
                extractor=EXTRACTOR,
                **more,
            )
        )
        self.relate("ANCHORED_AT", id, passage)
        for speaker in speakers:
            self.relate("SAID_BY", id, speaker)
        for ord, relay in enumerate(via):
            self.relate("VIA", id, relay, ord)
        for each in about:
            self.relate("ABOUT", id, each)
        return id

    def typed(self, source: Source, quote: str, speakers: list[str], event: str, type: EventType) -> str:
        """An act-type statement."""
        return self.said(source, quote, StatementKind.ACT_TYPE, speakers, [event], event_type=type)

    def dated(self, source: Source, quote: str, speakers: list[str], event: str, earliest: date, latest: date) -> str:
        """A time statement."""
        precision = DatePrecision.DAY if earliest == latest else DatePrecision.RANGE
        return self.said(
            source,
            quote,
            StatementKind.TIME,
            speakers,
            [event],
            edtf=f"{earliest}/{latest}",
            earliest=earliest,
            latest=latest,
            date_precision=precision,
        )

    def placed(self, source: Source, quote: str, speakers: list[str], event: str, place: str) -> str:
        """A place statement."""
        id = self.said(source, quote, StatementKind.PLACE, speakers, [event], names=place)
        self.relate("AT_PLACE", id, place)
        return id

    def counted(
        self,
        source: Source,
        quote: str,
        speakers: list[str],
        event: str,
        figure: Figure,
        population: Population = Population.PEOPLE,
        scope: Scope = Scope.CUMULATIVE,
        via: tuple[str, ...] = (),
        modality: Modality = Modality.ASSERTS,
    ) -> str:
        """A count statement of people killed, as of the day of its report."""
        return self.said(
            source,
            quote,
            StatementKind.COUNT,
            speakers,
            [event],
            modality,
            via,
            measure=Measure.KILLED,
            low=figure.low,
            best=figure.best,
            high=figure.high,
            comparator=figure.comparator,
            population=population,
            scope=scope,
            since=SINCE if scope is Scope.CUMULATIVE else None,
            as_of=source.published,
            eff_low=figure.eff_low,
            eff_high=figure.eff_high,
            vague=figure.vague,
        )

    def took_part(
        self,
        source: Source,
        quote: str,
        speakers: list[str],
        event: str,
        actor: str,
        role: Role,
        modality: Modality = Modality.ASSERTS,
        hedge: Hedge = Hedge.NONE,
    ) -> str:
        """A participation and the statement that supports it, or denies it where the modality is `denies`."""
        part = self.add(Participation(id=ids.minted("Participation", event, actor, role.value), role=role))
        self.relate("IN_EVENT", part, event)
        self.relate("OF_ACTOR", part, actor)
        denied = modality is Modality.DENIES
        polarity = Polarity.NEGATIVE if denied else Polarity.POSITIVE
        hedge_text = None if hedge is Hedge.NONE else hedge.value
        id = self.said(
            source,
            quote,
            StatementKind.PARTICIPATION,
            speakers,
            [event],
            modality,
            polarity=polarity,
            hedge=hedge,
            hedge_text=hedge_text,
            mode=Mode.PARAPHRASE,
            names=part,
        )
        self.relate("DENIES" if denied else "SUPPORTS", id, part)
        return part


ANALYST = "person:analyst"
REGISTER = "rule:register"
GAZETTEER = "rule:gazetteer"


@dataclass(slots=True)
class Sample:
    """The sample graph. `batch` is what a load would write; the rest are ids that tests ask for."""

    build: Builder = field(default_factory=Builder)
    coast: list[str] = field(default_factory=list)  # one event a report, all judged the same
    killings: list[str] = field(default_factory=list)  # the killings in Baniyas, likewise
    monitor: str = ""
    government: str = ""
    forces: str = ""
    committee: str = ""
    commission: str = ""
    baniyas: str = ""
    tartus: str = ""
    syria: str = ""
    gunmen: str = ""
    looting: str = ""
    coded: str = ""
    increment: str = ""
    figures: list[str] = field(default_factory=list)  # the monitor's 1,225, 1,383, 1,476

    @property
    def batch(self) -> Batch:
        """The whole sample."""
        return self.build.batch()


def sample() -> Sample:
    """The sample graph, the same at every call."""
    it = Sample()
    _registers(it)
    _founding_report(it)
    _bulletins(it)
    _relay(it)
    _committee_report(it)
    _commission_report(it)
    _coded_row(it)
    for event in it.coast[1:]:
        it.build.judged(event, it.coast[0], ANALYST)
    for event in it.killings[1:]:
        it.build.judged(event, it.killings[0], ANALYST)
    _loaded_by(it)
    return it


def _registers(it: Sample) -> None:
    build = it.build
    it.monitor = build.actor(ActorKind.MONITOR, "Syrian Observatory for Human Rights", "register")
    it.government = build.actor(ActorKind.GOVERNMENT, "Government of Syria", "register")
    it.forces = build.actor(ActorKind.ARMED_FACTION, "Government-aligned forces", "register")
    it.syria = build.place(PlaceKind.COUNTRY, "Syria", "gazetteer", (35.0, 38.0))
    it.tartus = build.place(PlaceKind.GOVERNORATE, "Tartus", "gazetteer", (34.9, 36.1))
    it.baniyas = build.place(PlaceKind.CITY, "Baniyas", "gazetteer", (35.18, 35.95))
    build.relate("WITHIN", it.baniyas, it.tartus)
    build.relate("WITHIN", it.tartus, it.syria)


def _baniyas(it: Sample, source: Source) -> str:
    """Baniyas as a text names it, judged to be the gazetteer's."""
    place = it.build.place(PlaceKind.CITY, "Baniyas", source.text)
    it.build.judged(place, it.baniyas, GAZETTEER)
    return place


def _named(it: Sample, source: Source, register: str, kind: ActorKind, name: str) -> str:
    """An actor as a text names it, judged to be the register's."""
    actor = it.build.actor(kind, name, source.text)
    it.build.judged(actor, register, REGISTER)
    return actor


def _founding_report(it: Sample) -> None:
    build = it.build
    source = build.source(
        "https://news.example.org/coast",
        "Mass killings on Syria's coast",
        "Example News",
        date(2025, 3, 8),
        "More than 700 people have been killed in Syria’s coastal region since Thursday, according to the Syrian"
        " Observatory for Human Rights. The mass killings in Baniyas were reportedly carried out by gunmen."
        " Residents said security forces looted homes in Baniyas; a ministry source denied that its forces did.",
    )
    toll = "More than 700 people have been killed in Syria’s coastal region since Thursday"
    monitor = _named(it, source, it.monitor, ActorKind.MONITOR, "Syrian Observatory for Human Rights")
    coast = build.event(source, "killed")
    it.coast.append(coast)
    region = build.place(PlaceKind.AREA, "Syria’s coastal region", source.text)
    build.judged(region, it.tartus, GAZETTEER, Verdict.UNSURE)
    build.counted(source, toll, [monitor], coast, Figure(low=700, comparator=Comparator.MORE_THAN))
    build.typed(source, toll, [monitor], coast, EventType.KILLING)
    build.dated(source, toll, [monitor], coast, SINCE, source.published)
    build.placed(source, toll, [monitor], coast, region)

    carried_out = "The mass killings in Baniyas were reportedly carried out by gunmen."
    nobody = build.actor(ActorKind.SOURCE, "unattributed", source.text, identified=False)
    it.gunmen = build.actor(ActorKind.ARMED_FACTION, "gunmen", source.text, identified=False)
    baniyas = _baniyas(it, source)
    killings = build.event(source, "mass killings")
    it.killings.append(killings)
    build.relate("SUB_EVENT_OF", killings, coast)
    build.typed(source, carried_out, [nobody], killings, EventType.MASS_KILLING)
    build.placed(source, carried_out, [nobody], killings, baniyas)
    build.took_part(source, carried_out, [nobody], killings, it.gunmen, Role.PERPETRATOR, hedge=Hedge.REPORTEDLY)

    residents = build.actor(ActorKind.SOURCE, "residents", source.text, identified=False)
    official = build.actor(ActorKind.SOURCE, "ministry source", source.text, identified=False)
    police = build.actor(ActorKind.SECURITY_FORCES, "security forces", source.text)
    it.looting = build.event(source, "looted")
    looted, denied = "security forces looted homes in Baniyas", "its forces did"
    build.typed(source, looted, [residents], it.looting, EventType.LOOTING)
    build.placed(source, looted, [residents], it.looting, baniyas)
    build.took_part(source, looted, [residents], it.looting, police, Role.PERPETRATOR)
    build.took_part(source, denied, [official], it.looting, police, Role.PERPETRATOR, Modality.DENIES)


def _bulletins(it: Sample) -> None:
    """Three figures of one speaker, each superseding the one before, and one increment."""
    build = it.build
    previous = ""
    for day, figure, increment in ((11, 1225, None), (12, 1383, 158), (14, 1476, None)):
        content = f"{figure:,} civilians have been killed on the coast since 6 March."
        if increment:
            content += f" {increment} of them were counted since yesterday."
        if day == 11:
            content += " Government-aligned forces killed civilians in Baniyas on 7 March."
        url = f"https://monitor.example.org/{day}"
        source = build.source(url, f"Bulletin of {day} March", "SOHR", date(2025, 3, day), content)
        monitor = _named(it, source, it.monitor, ActorKind.MONITOR, "SOHR")
        coast = build.event(source, "killed")
        it.coast.append(coast)
        toll = f"{figure:,} civilians have been killed on the coast since 6 March."
        it.figures.append(
            build.counted(source, toll, [monitor], coast, Figure(figure, figure, figure), Population.CIVILIANS)
        )
        build.typed(source, toll, [monitor], coast, EventType.KILLING_OF_CIVILIANS)
        if previous:
            build.relate("SUPERSEDES", it.figures[-1], previous)
        previous = it.figures[-1]
        if increment:
            it.increment = build.counted(
                source,
                f"{increment} of them were counted since yesterday.",
                [monitor],
                coast,
                Figure(increment, increment, increment),
                Population.CIVILIANS,
                Scope.INCIDENT,
            )
        if day == 11:
            _accusation(it, source, monitor, "Government-aligned forces killed civilians in Baniyas on 7 March.")


def _accusation(it: Sample, source: Source, speaker: str, quote: str) -> None:
    """Government-aligned forces are accused of the killings in Baniyas, on 7 March."""
    build = it.build
    forces = _named(it, source, it.forces, ActorKind.ARMED_FACTION, "Government-aligned forces")
    killings = build.event(source, quote)
    it.killings.append(killings)
    day = date(2025, 3, 7)
    build.typed(source, quote, [speaker], killings, EventType.KILLING_OF_CIVILIANS)
    build.dated(source, quote, [speaker], killings, day, day)
    build.placed(source, quote, [speaker], killings, _baniyas(it, source))
    build.took_part(source, quote, [speaker], killings, forces, Role.PERPETRATOR, Modality.ACCUSES)


def _relay(it: Sample) -> None:
    """An agency that passes the monitor's figure on: a second report, no second origin."""
    build = it.build
    source = build.source(
        "https://agency.example.org/7",
        "Monitor raises toll",
        "Example Agency",
        date(2025, 3, 14),
        "The Observatory puts the civilian dead of the coast at 1,476, the agency reports.",
    )
    monitor = _named(it, source, it.monitor, ActorKind.MONITOR, "The Observatory")
    agency = build.actor(ActorKind.MEDIA, "Example Agency", source.text)
    coast = build.event(source, "dead")
    it.coast.append(coast)
    quote = "The Observatory puts the civilian dead of the coast at 1,476"
    build.counted(source, quote, [monitor], coast, Figure(1476, 1476, 1476), Population.CIVILIANS, via=(agency,))


def _committee_report(it: Sample) -> None:
    build = it.build
    source = build.source(
        "https://committee.example.org/report",
        "Findings",
        "National committee",
        date(2025, 7, 22),
        "The committee counted 1,426 dead on the coast and, separately, 238 security personnel.",
    )
    it.committee = build.actor(ActorKind.GOVERNMENT_BODY, "National committee", source.text)
    coast = build.event(source, "dead")
    it.coast.append(coast)
    build.counted(source, "1,426 dead", [it.committee], coast, Figure(1426, 1426, 1426))
    build.counted(
        source, "238 security personnel", [it.committee], coast, Figure(238, 238, 238), Population.SECURITY_FORCES
    )


def _commission_report(it: Sample) -> None:
    build = it.build
    source = build.source(
        "https://commission.example.org/a-hrc",
        "Report of the commission",
        "UN commission",
        date(2025, 8, 14),
        "About 1,400 people were killed on the coast. The commission found no evidence of a"
        " governmental policy to attack. Fighters aligned with the government killed civilians"
        " in Baniyas from 7 to 9 March.",
    )
    it.commission = build.actor(ActorKind.INTERGOVERNMENTAL, "UN commission of inquiry", source.text)
    coast = build.event(source, "killed on")
    it.coast.append(coast)
    build.counted(
        source,
        "About 1,400 people were killed on the coast.",
        [it.commission],
        coast,
        Figure(1400, 1400, 1400, Comparator.ABOUT),
        modality=Modality.ESTIMATES,
    )
    government = _named(it, source, it.government, ActorKind.GOVERNMENT, "the government")
    build.took_part(
        source,
        "no evidence of a governmental policy to attack",
        [it.commission],
        coast,
        government,
        Role.ORDERING_PARTY,
        Modality.DENIES,
    )
    quote = "Fighters aligned with the government killed civilians in Baniyas from 7 to 9 March."
    forces = _named(it, source, it.forces, ActorKind.ARMED_FACTION, "Fighters aligned with the government")
    killings = build.event(source, quote)
    it.killings.append(killings)
    build.typed(source, quote, [it.commission], killings, EventType.KILLING_OF_CIVILIANS)
    build.dated(source, quote, [it.commission], killings, date(2025, 3, 7), date(2025, 3, 9))
    build.placed(source, quote, [it.commission], killings, _baniyas(it, source))
    build.took_part(source, quote, [it.commission], killings, forces, Role.PERPETRATOR)


def _coded_row(it: Sample) -> None:
    """One row of a coded source: no text, its passage is the line, and it cites a report."""
    build = it.build
    line = "501,2025-03-10,Tartus,Government of Syria,Civilians,4"
    sha = hashlib.sha256(line.encode()).hexdigest()
    snapshot = build.add(
        Snapshot(
            id=ids.minted("Snapshot", sha),
            sha256=sha,
            media_type="text/csv",
            byte_length=len(line),
            retrieved_at=RECORDED,
            archive_url=f"archive:{sha}",
        )
    )
    release = build.add(
        Report(
            id=ids.minted("Report", "coded-release"),
            title="Coded events 1.0",
            publisher="Example coders",
            url="https://coded.example.org/1.0",
            published_on=date(2025, 4, 1),
            language="und",
        )
    )
    cited = build.add(
        Report(
            id=ids.minted("Report", "wire-2025-03-11"),
            title="Four die in Tartus",
            publisher="Example Wire",
            language="und",
        )
    )
    build.relate("CAPTURE_OF", snapshot, release)
    row = build.add(
        Passage(id=ids.minted("Passage", "coded", "501"), kind=PassageKind.ROW, row=1, row_key="501", exact=line)
    )
    build.relate("IN_SNAPSHOT", row, snapshot)
    it.coded = build.add(Event(id=ids.minted("Event", "coded", "501")))
    coders = build.actor(ActorKind.CIVIL_SOCIETY, "Example coders", "coded")
    side = build.actor(ActorKind.GOVERNMENT, "Government of Syria", "coded")
    build.judged(side, it.government, REGISTER)
    part = build.add(
        Participation(
            id=ids.minted("Participation", it.coded, side, "participant-unspecified"), role=Role.PARTICIPANT_UNSPECIFIED
        )
    )
    build.relate("IN_EVENT", part, it.coded)
    build.relate("OF_ACTOR", part, side)
    day = date(2025, 3, 10)
    rows: dict[StatementKind, dict[str, Any]] = {
        StatementKind.ACT_TYPE: {"event_type": EventType.ONE_SIDED_VIOLENCE},
        StatementKind.TIME: {"edtf": "2025-03-10", "earliest": day, "latest": day, "date_precision": DatePrecision.DAY},
        StatementKind.PLACE: {},
        StatementKind.PARTICIPATION: {},
        StatementKind.COUNT: {
            "measure": Measure.KILLED,
            "low": 4,
            "best": 4,
            "high": 4,
            "eff_low": 4,
            "eff_high": 4,
            "comparator": Comparator.EXACT,
            "population": Population.PEOPLE,
            "scope": Scope.INCIDENT,
            "vague": False,
        },
    }
    for kind, more in rows.items():
        id = build.add(
            Statement(
                id=ids.minted("Statement", "coded", "501", kind.value),
                kind=kind,
                modality=Modality.ASSERTS,
                published_on=date(2025, 4, 1),
                recorded_at=RECORDED,
                extractor=EXTRACTOR,
                columns=("date", "side_a"),
                **more,
            )
        )
        for type, end in (("ANCHORED_AT", row), ("SAID_BY", coders), ("ABOUT", it.coded), ("CITES", cited)):
            build.relate(type, id, end, 0 if type == "CITES" else None)
        if kind is StatementKind.PLACE:
            build.relate("AT_PLACE", id, it.tartus)
        if kind is StatementKind.PARTICIPATION:
            build.relate("SUPPORTS", id, part)


def _loaded_by(it: Sample) -> None:
    run = it.build.add(
        LoadRun(
            id=ids.minted("LoadRun", "sample"),
            source="sample",
            started=RECORDED,
            ended=RECORDED,
            input_hash=hashlib.sha256(b"sample").hexdigest(),
            version="1",
        )
    )
    for node in list(it.build.nodes):
        if isinstance(node, Report | Snapshot | Text | Statement):
            it.build.relate("LOADED_BY", node.id, run)
