"""The founding report with its gold extraction, for tests of what comes after extraction."""

from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from testigo.loaders import gazetteer
from testigo.loaders.extraction import Extraction
from testigo.loaders.reports import Captured, ReportMetadata, captured
from testigo.loaders.statements import Mapped, mapped

NAME = "000_787ec250aeefa238"
SAMPLE = Path(str(files("testigo.loaders").joinpath(f"samples/{NAME}.txt")))
GOLD = Path(__file__).parent / "gold" / f"{NAME}.json"
PUBLISHED = date(2025, 3, 8)
AT = datetime(2025, 3, 9, 12, tzinfo=UTC)


def gold() -> Extraction:
    return Extraction.from_json(GOLD.read_bytes())


def founding(**known: str) -> Captured:
    content = SAMPLE.read_bytes()
    metadata = ReportMetadata(published=PUBLISHED, language="en", **known)
    return captured(content, content.decode(), metadata, media_type="text/plain", extractor=("plain", "1"), at=AT)


def mapped_gold(**known: str) -> Mapped:
    return mapped(founding(**known), gold(), gazetteer, "gold/1", AT)
