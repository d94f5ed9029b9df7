from __future__ import annotations

from testigo.loaders.acled import codes
from testigo.loaders.acled.card import IGNORED, LAYOUT, TAKEN
from testigo.ontology.schemes import terms

SCHEME = "acled-sub-event/"


def test_every_sub_event_of_the_scheme_has_a_type() -> None:
    of_scheme = {key.removeprefix(SCHEME) for key in terms() if key.startswith(SCHEME)}

    assert {sub for _, sub in codes.event_types()} == of_scheme


def test_a_type_is_one_that_the_scheme_maps_the_sub_event_to() -> None:
    """Where the scheme lists a sub-event under several types, none of them is taken."""
    known = terms()
    for (_, sub_event), type in codes.event_types().items():
        if type == "other-coded":
            continue
        ours, theirs = known[f"event-type/{type}"], known[SCHEME + sub_event]

        assert theirs.key in ours.close + ours.broader or ours.key in theirs.broader


def test_the_precisions_are_those_of_the_schemes() -> None:
    known = terms()

    for code, when in codes.WHEN.items():
        assert f"acled-time-precision/{code}" in known[f"date-precision/{when}"].close
    for code, where in codes.WHERE.items():
        assert f"acled-geo-precision/{code}" in known[f"place-precision/{where}"].close


def test_the_actor_types_are_those_of_the_scheme() -> None:
    scheme = {key.partition("/")[2] for key in terms() if key.startswith("acled-interaction/")}

    assert set(codes.actor_kinds()) == scheme


def test_a_column_is_taken_or_ignored_by_name() -> None:
    assert not set(TAKEN) & set(IGNORED)
    assert set(LAYOUT.columns) | LAYOUT.optional == set(TAKEN) | set(IGNORED)
