"""Which kinds, types and modalities count as one: the finer choice is often not in the text."""

from __future__ import annotations

from collections.abc import Mapping

_ACTORS = {
    "person": ("person",),
    "security": ("security-forces",),
    "armed": ("armed-faction", "crowd"),
    "government": ("government", "government-body", "foreign-state", "judicial-body"),
    "organisation": ("monitor", "media", "intergovernmental", "civil-society"),
    "source": ("source",),
    "people": ("community", "civilians"),
}
_EVENTS = {
    "killing": ("killing", "killing-of-civilians", "mass-killing", "summary-execution"),
    "attack": ("attack", "ambush", "shelling", "air-drone-strike", "remote-explosive", "explosion"),
    "displacement": ("displacement", "forced-displacement", "refuge"),
    "restriction": ("restriction", "blockade-siege", "curfew", "general-strike"),
}
_MODALITIES = {"asserts": ("estimates", "announces")}


def _by_term(classes: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {term: name for name, terms in classes.items() for term in terms}


ACTOR, EVENT, MODALITY = _by_term(_ACTORS), _by_term(_EVENTS), _by_term(_MODALITIES)


def same(classes: Mapping[str, str], a: str, b: str) -> bool:
    """Whether two terms are of one class; a term of none is a class of its own."""
    return classes.get(a, a) == classes.get(b, b)
