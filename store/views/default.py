"""The policy `default/1`: from all that is said of an event to what the graph shows of it.

A pure function: the same claims give the same view, in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable

from testigo.ontology.terms import StatementKind
from testigo.store.views import statuses, tolls, types
from testigo.store.views.policy import UNTOLD
from testigo.store.views.rows import Case, Claim, EventView, View
from testigo.store.views.standing import State, states
from testigo.store.views.times import time
from testigo.store.views.titles import title


def view(case: Case) -> View:
    """What the policy makes of a case. Only claims that stand, and affirm, count."""
    claims = {claim.id: claim for claim in sorted(case.claims, key=lambda claim: claim.id)}
    state = states(claims.values())
    standing = [claim for claim in claims.values() if claim.affirms and state[claim.id] is State.STANDS]
    of = {kind: _told(claim for claim in standing if claim.kind is kind) for kind in StatementKind}
    denials = [
        c for c in claims.values() if c.denies and c.kind is StatementKind.ACT_TYPE and state[c.id] is State.STANDS
    ]
    groups = statuses.alike(case.parts)
    contested = (
        tolls.contradicted(of[StatementKind.COUNT])
        or types.denied(of[StatementKind.ACT_TYPE], denials)
        or any(statuses.denied(parts, claims, state) for parts in groups)
        or statuses.blame_differs(case.parts, claims, state)
    )
    return View(
        _event(of, contested),
        {part.id: statuses.status(parts, claims, state) for parts in groups for part in parts},
        frozenset(
            (event, site.id)
            for claim in of[StatementKind.PLACE]
            for event in claim.about & case.members
            for site in claim.sites
        ),
    )


def _told(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that tell of something as a fact; if none does, those that order or fear it, but for their figures."""
    all = list(claims)
    return [c for c in all if c.modality not in UNTOLD] or [c for c in all if c.kind is not StatementKind.COUNT]


def _event(of: dict[StatementKind, list[Claim]], contested: bool) -> EventView:
    type = types.event_type(of[StatementKind.ACT_TYPE])
    when = time(of[StatementKind.TIME])
    low, high = tolls.killed(of[StatementKind.COUNT])
    sites = [site for claim in of[StatementKind.PLACE] for site in claim.sites]
    return EventView(
        type=type,
        earliest=when.earliest,
        latest=when.latest,
        date_precision=when.precision,
        title=title(type, sites, when),
        killed_low=low,
        killed_high=high,
        contested=contested or when.contested,
    )
