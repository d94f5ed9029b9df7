"""Registers: known actors and places with their names and ids, and how what a source names is resolved against them.

>>> from testigo.loaders.register import Met, default
>>> from testigo.ontology.terms import ActorKind
>>> found = default().resolve(Met("SOHR", ActorKind.MONITOR))
>>> found.entry.name, found.rule
('Syrian Observatory for Human Rights', 'name')
"""

from testigo.loaders.register.entries import ActorEntry, PlaceEntry, Spelling, Unit, actor_id
from testigo.loaders.register.ftm_source import FtmSource
from testigo.loaders.register.register import DEFAULT, Register, default, extended, shipped
from testigo.loaders.register.resolution import Met, Resolution
from testigo.loaders.register.source import RegisterSource

__all__ = [
    "DEFAULT",
    "ActorEntry",
    "FtmSource",
    "Met",
    "PlaceEntry",
    "Register",
    "RegisterSource",
    "Resolution",
    "Spelling",
    "Unit",
    "actor_id",
    "default",
    "extended",
    "shipped",
]
