"""A report, and what models answered about it: whole replies of a server, as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "replies"
TEXT = """Gunmen killed 14 people in Goma on Thursday, police said. The army denied that its soldiers were there.

"We fled at night," a witness told the Observatory."""
FIRST = "Gunmen killed 14 people in Goma on Thursday, police said."


def recorded(name: str) -> bytes:
    """A reply."""
    return (FOLDER / f"{name}.json").read_bytes()


GOOD: dict[str, Any] = json.loads(json.loads(recorded("good"))["choices"][0]["message"]["content"])
