"""`python -m testigo.api.sdl` writes the schema to `schema.graphql` beside this module."""

from __future__ import annotations

from pathlib import Path

from testigo.api.schema import schema

PATH = Path(__file__).with_name("schema.graphql")


def sdl() -> str:
    """The schema in the schema definition language."""
    return schema().as_str() + "\n"


if __name__ == "__main__":
    PATH.write_text(sdl(), encoding="utf-8")
