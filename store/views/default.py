"""The policy `default/1`: from all that is said of an event to what the graph shows of it.

A pure function: the same claims give the same view, in whatever order they came.
"""

from __future__ import annotations

from testigo.ontology.terms import StatementKind
from testigo.store.views import statuses, tolls
from testigo.store.views.rows import Case, Claim, EventView, View
from testigo.store.views.standing import State, states
from testigo.store.views.times import time
from testigo.store.views.titles import title
from testigo.store.views.types import event_type


def view(case: Case) -> View:
    """What the policy makes of a case. Only claims that stand, and affirm, count."""
    claims = {claim.id: claim for claim in sorted(case.claims, key=lambda claim: claim.id)}
    state = states(claims.values())
    standing = [claim for claim in claims.values() if claim.affirms and state[claim.id] is State.STANDS]
    of = {kind: [claim for claim in standing if claim.kind is kind] for kind in StatementKind}
    groups = statuses.alike(case.parts)
    contested = (
        tolls.contradicted(of[StatementKind.COUNT])
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


def _event(of: dict[StatementKind, list[Claim]], contested: bool) -> EventView:
    type = event_type(of[StatementKind.ACT_TYPE])
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
