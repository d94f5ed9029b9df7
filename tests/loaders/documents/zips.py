"""Zips made in the tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    """A zip of these members, in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path
