import resource
import subprocess
import sys
from pathlib import Path

import pytest
from testigo.loaders.spool import Spool
from testigo.loaders.spool_writer import SpoolWriter
from testigo.ontology.batch import merged

from tests.loaders.founding import mapped_gold


def test_a_whole_spool_gives_back_what_went_in(tmp_path: Path) -> None:
    first, second = mapped_gold().batch, mapped_gold(publisher="The Example").batch

    with SpoolWriter(tmp_path / "spool") as writer:
        writer.add(first, {"a" * 64: b"Ten died"})
        writer.add(second, {})
        spool = writer.finish({"records": 2})

    assert merged([spool.batch()]).nodes == merged([first, second]).nodes
    assert merged([spool.batch()]).relationships == merged([first, second]).relationships
    assert [(file.name, file.read_bytes()) for file in spool.snapshots()] == [("a" * 64, b"Ten died")]
    assert spool.summary["records"] == 2


def test_a_spool_that_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with SpoolWriter(tmp_path / "spool") as writer:
        writer.add(mapped_gold().batch, {"a" * 64: b"Ten died"})

    assert Spool.found(tmp_path / "spool") is None
    assert list(tmp_path.iterdir()) == []


def test_a_spool_is_its_users_alone(tmp_path: Path) -> None:
    with SpoolWriter(tmp_path / "spools" / "spool") as writer:
        spool = writer.finish({})

    assert spool.folder.stat().st_mode & 0o077 == 0


def test_a_spool_once_removed_is_gone(tmp_path: Path) -> None:
    with SpoolWriter(tmp_path / "spool") as writer:
        spool = writer.finish({})

    spool.remove()

    assert Spool.found(tmp_path / "spool") is None


def test_what_pieces_repeat_is_kept_once_and_what_they_do_not_is_told(tmp_path: Path) -> None:
    batch = mapped_gold().batch

    with SpoolWriter(tmp_path / "spool") as writer:
        added = [writer.add(batch, {}) for _ in range(2)]
        spool = writer.finish({})

    assert spool.rows()["Actor"] == len(batch.nodes["Actor"])
    assert spool.rows()["Statement"] == 2 * len(batch.nodes["Statement"])
    assert (added[0], spool.distinct("Statement")) == (batch.size[0], len(batch.nodes["Statement"]))


def test_a_spool_comes_in_portions_nodes_first_and_the_same_ones_every_time(tmp_path: Path) -> None:
    whole = mapped_gold().batch
    with SpoolWriter(tmp_path / "spool") as writer:
        writer.add(whole, {})
        spool = writer.finish({})

    portions = list(spool.batches(20))

    assert merged(portions) == whole
    assert max(sum(each.size) for each in portions) <= 20
    assert portions == list(spool.batches(20))
    assert [bool(each.nodes) for each in portions] == sorted((bool(each.nodes) for each in portions), reverse=True)
    assert list(spool.batches(100_000)) == [spool.batch()]


def test_what_a_killed_run_had_begun_is_taken_away_by_the_next(tmp_path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    begun = tmp_path / f"spool.{int(child.stdout)}.part"
    begun.mkdir()

    with SpoolWriter(tmp_path / "spool"):
        assert not begun.exists()


FULL = """
import resource, sys
from pathlib import Path
from tests.loaders.founding import mapped_gold
from testigo.loaders.spool_writer import SpoolWriter
from testigo.ontology.errors import SpoolError
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
batch = mapped_gold().batch
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
try:
    with SpoolWriter(Path(sys.argv[1]) / "spool") as writer:
        writer.add(batch, {"a" * 64: b"x" * 10_000})
        writer.finish({})
except SpoolError as problem:
    print(problem)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system has no limit on file sizes")
def test_a_full_disk_is_one_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": ":".join(sys.path)}

    done = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path], capture_output=True, text=True, env=environment, check=False
    )

    assert "cannot be written: File too large; free some space, or set TESTIGO_SPOOL" in done.stdout, done.stderr
    assert list(tmp_path.iterdir()) == []
