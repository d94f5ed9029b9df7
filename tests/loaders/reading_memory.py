"""How much memory extracting a folder of reports takes: `python -m tests.loaders.reading_memory FOLDER JOBS`."""

from __future__ import annotations

import hashlib
import resource
import sys
from datetime import date
from pathlib import Path

from testigo.loaders.extracting import extracted
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.text.extractor import RuleExtractor


def main(folder: Path, jobs: int) -> None:
    """Print the peak of resident memory, in bytes, of this process or of its largest worker, and a hash of all."""
    whole = hashlib.sha256()
    for step in extracted([folder], RuleExtractor(), ReportMetadata(published=date(2025, 3, 8)), jobs=jobs):
        for each in step.found:
            whole.update(repr(each).encode())
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(max(peaks) * 1024, whole.hexdigest())  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
