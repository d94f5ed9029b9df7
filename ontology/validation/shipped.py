"""The shapes that ship."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def shapes() -> str:
    """The shapes that ship, in Turtle."""
    return files("testigo.ontology").joinpath("shapes.ttl").read_text("utf-8")
