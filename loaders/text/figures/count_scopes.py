"""Whether a figure counts one event or all that came to it: "so far", "since Thursday", "the toll has risen to"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from testigo.ontology.terms import Scope

if TYPE_CHECKING:
    from spacy.tokens import Token

SUMMING = re.compile(r"\b(?:so far|in total|to date|altogether|overall|in all|up to now)\b", re.IGNORECASE)
TOLLS = frozenset(("toll", "tally", "number", "total", "count"))
RISING = frozenset(("rise", "climb", "reach", "stand", "pass", "exceed", "surpass", "increase", "grow", "jump"))
ADDING = frozenset(("bring", "raise", "push", "take", "put"))


def scope(above: Sequence[Token]) -> str | None:
    """The scope that the clause of a figure tells. `above`: the figure's words upwards. None: the clause tells none."""
    verb = next((token for token in above if token.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    words = sorted(verb.subtree, key=lambda token: token.i)
    is_summed = SUMMING.search(" ".join(token.lower_ for token in words)) is not None
    return Scope.CUMULATIVE.value if is_summed or any(map(_is_since, words)) or _is_toll(verb) else None


def _is_since(token: Token) -> bool:
    """As in "since Thursday", not "since he left"."""
    return token.lower_ == "since" and any(child.dep_ == "pobj" for child in token.children)


def _is_toll(verb: Token) -> bool:
    """As in "the death toll has risen to", "bringing the number of dead to"."""
    deps = ("nsubj", "nsubjpass") if verb.lemma_ in RISING else ("dobj",) if verb.lemma_ in ADDING else ()
    return any(child.dep_ in deps and child.lemma_.lower() in TOLLS for child in verb.children)
