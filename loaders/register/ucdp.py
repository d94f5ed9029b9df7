"""What the names of UCDP's actors say of them. Its data give an id and a name, no kind.

`Government of X` is the government of a state: UCDP codes who fights for it (army, police, allied militias) as one
actor of that name, so nothing narrower may be read from it. `Civilians` are the target of one-sided violence. All
others are, by UCDP's definitions of non-state and one-sided violence, organised groups that use armed force
(https://www.uu.se/en/department/peace-and-conflict-research/research/ucdp/ucdp-definitions), communities and
supporters of parties among them: an armed faction here, whatever else they may be elsewhere.
"""

from __future__ import annotations

import re

from testigo.ontology.terms import ActorKind

GOVERNMENT_OF = "Government of "
CIVILIANS = "Civilians"

_UMBRELLA = re.compile(r".* (?:insurgents|rebels)|Supporters of .*")


def kind_of(name: str) -> ActorKind:
    """The kind of the actor that UCDP names so.

    >>> kind_of("Government of Syria"), kind_of("IS")
    (<ActorKind.GOVERNMENT: 'government'>, <ActorKind.ARMED_FACTION: 'armed-faction'>)
    """
    if name.startswith(GOVERNMENT_OF):
        return ActorKind.GOVERNMENT
    return ActorKind.CIVILIANS if name == CIVILIANS else ActorKind.ARMED_FACTION


def names_one_actor(name: str) -> bool:
    """Whether a name is one actor's: "Syrian insurgents" holds groups that UCDP could not tell apart.

    >>> names_one_actor("Ahrar al-Sham"), names_one_actor("Syrian insurgents"), names_one_actor("Civilians")
    (True, False, False)
    """
    return name != CIVILIANS and not _UMBRELLA.fullmatch(name)
