"""How much memory a load of generated rows takes: `python -m tests.loaders.memory ROWS FOLDER`."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from testigo.loaders.limits import RefusalLimit
from testigo.loaders.pipeline import Pipeline
from testigo.store import open_store
from testigo.store.archive import Archive

from tests.loaders.invented import generated


def main(count: int, folder: Path) -> None:
    """Print the peak of this process's resident memory, in bytes."""
    with open_store(f"file:{folder / 'store'}") as store:
        pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
        loaded = pipeline.load(generated(count), RefusalLimit.parsed("0"))
    assert loaded.new["Event"] == count
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
