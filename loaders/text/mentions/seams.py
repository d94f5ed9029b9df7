"""Where the rules ask what others know: the gazetteer, if it is there."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec

LEAST = 5000  # inhabitants: the name of every smaller place is somewhere a family name or a common word


@lru_cache(maxsize=4096)
def is_known_place(name: str) -> bool:
    """Whether the gazetteer holds an area or a town of this name; False without a gazetteer."""
    if find_spec("testigo.loaders.gazetteer") is None:
        return False
    from testigo.loaders.gazetteer import lookup

    return any(place.population is None or place.population >= LEAST for place in lookup(name))
