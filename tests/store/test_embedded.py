"""The store in a folder: who owns it, who may see it, and what becomes of it when a process dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from testigo.ontology.batch import Batch, node_table
from testigo.ontology.errors import StoreError, StoreNotOurs
from testigo.store import open_store, owner
from testigo.store.bolt import BoltStore
from testigo.store.embedded import EmbeddedStore

ACTOR = {"kind": "monitor", "identified": True}
LOAD = """
import sys, time
from testigo.store import open_store
from testigo.ontology.batch import Batch, node_table
store = open_store(sys.argv[1])
for first in range(0, int(sys.argv[2]), 500):
    ids = [f"actor-{n:06}" for n in range(first, first + 500)]
    rows = [{"id": id, "canonicalId": id, "name": id, "kind": "monitor", "identified": True} for id in ids]
    store.write(Batch({"Actor": node_table("Actor", rows)}))
    print(first + 500, flush=True)
store.close()
"""


def actors(*ids: str) -> Batch:
    return Batch({"Actor": node_table("Actor", [ACTOR | {"id": id, "canonicalId": id, "name": id} for id in ids])})


def python(code: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A child process that is another user of the store."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=120, check=False, cwd=cwd
    )


@pytest.fixture
def folder(embedded_store: EmbeddedStore) -> Path:
    """The folder of the session's store, which this process owns."""
    return embedded_store.folder


def test_folder_and_secret_are_their_users_alone(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / owner.FILE).stat().st_mode & 0o777 == 0o600


def test_the_password_is_in_no_words_of_ours(folder: Path, embedded_store: BoltStore) -> None:
    password = json.loads((folder / owner.FILE).read_text())["password"]
    with pytest.raises(StoreError) as caught:
        embedded_store.read("MATCH (")

    said = f"{embedded_store!r} {embedded_store.url} {embedded_store.info()} {caught.value} {owner.read(folder)!r}"
    assert password not in said


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_listens_beyond_loopback(embedded_store: BoltStore) -> None:
    assert embedded_store.read("RETURN 1 AS one")
    ours = {link.readlink().name for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
    tables = [Path("/proc/self/net/tcp"), Path("/proc/self/net/tcp6")]
    rows = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    addresses = {row[1].rpartition(":")[0] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in ours}

    assert addresses
    assert addresses <= {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}


def test_another_process_reads_while_this_one_writes(folder: Path, embedded_store: BoltStore) -> None:
    reader = (
        "import sys, time\n"
        "from testigo.store import open_store\n"
        "with open_store(sys.argv[1], create=False) as store:\n"
        "    counts = []\n"
        "    print('open', flush=True)\n"
        "    while not counts or counts[-1] < 3000:\n"
        "        counts.append(store.read('MATCH (n:Actor) RETURN count(n) AS n')[0]['n'])\n"
        "print(counts == sorted(counts), store.is_owner)\n"
    )
    with subprocess.Popen([sys.executable, "-c", reader, f"file:{folder}"], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "open\n"
        for first in range(0, 3000, 500):
            embedded_store.write(actors(*(f"actor-{n:05}" for n in range(first, first + 500))))
        said = child.communicate(timeout=60)[0]

    assert said == "True False\n"


def test_stores_of_one_process_share_the_engine(folder: Path) -> None:
    with EmbeddedStore(folder) as other:
        assert other.is_owner
        other.write(actors("actor-1"))
    with EmbeddedStore(folder) as again:
        assert again.known("Actor", ["actor-1"]) == {"actor-1"}


def test_one_process_keeps_two_folders(tmp_path: Path, embedded_store: BoltStore) -> None:
    embedded_store.write(actors("actor-1"))
    with EmbeddedStore(tmp_path / "other") as other:
        assert other.known("Actor", ["actor-1"]) == set()
        other.write(actors("actor-2"))
    with EmbeddedStore(tmp_path / "other") as again:
        assert again.known("Actor", ["actor-1", "actor-2"]) == {"actor-2"}

    assert embedded_store.known("Actor", ["actor-1"]) == {"actor-1"}


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_killed_load_ends_in_the_same_graph_when_run_again(tmp_path: Path) -> None:
    url = f"file:{tmp_path / 'killed'}"
    with subprocess.Popen([sys.executable, "-c", LOAD, url, "100000"], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        told = [int(child.stdout.readline()) for _ in range(4)]
        time.sleep(0.05)
        child.send_signal(signal.SIGKILL)
    stale = json.loads((tmp_path / "killed" / owner.FILE).read_text())
    with open_store(url, create=False) as store:
        kept = store.read("MATCH (n:Actor) RETURN count(n) AS n")[0]["n"]
        written = store.write(actors(*(f"actor-{n:06}" for n in range(6000))))
        ids = [row["id"] for table in store.table("Actor") for row in table.to_pylist()]
        alive = json.loads((tmp_path / "killed" / owner.FILE).read_text())

    assert told[-1] <= kept  # what was told as written is there
    assert written.nodes == 6000 - kept
    assert ids == [f"actor-{n:06}" for n in range(6000)]
    assert (alive["pid"], alive["password"] != stale["password"]) == (os.getpid(), True)


@pytest.mark.parametrize(("pid", "started"), [(2**22 + 1, "1"), (os.getpid(), "1")], ids=["gone", "another"])
def test_a_dead_owners_file_is_stale(tmp_path: Path, pid: int, started: str) -> None:
    """Its process is gone, or its number is another process's by now."""
    said = {"pid": pid, "started": started, "port": 1, "password": "x"}
    (tmp_path / owner.FILE).write_text(json.dumps(said))

    assert owner.read(tmp_path) is None


def test_a_living_owners_file_counts(tmp_path: Path) -> None:
    published = owner.publish(tmp_path, 7687, "x")

    assert owner.read(tmp_path) == published


def test_the_engine_is_quiet_and_keeps_to_its_folder(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    child = python(LOAD, "file:../store", "500", cwd=tmp_path / "work")

    assert (child.stdout, child.stderr, child.returncode) == ("500\n", "", 0)
    assert list((tmp_path / "work").iterdir()) == []
    assert not (tmp_path / "store" / owner.FILE).exists()


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 1)])
def test_a_signal_ends_the_process_as_it_ends_any(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    """The engine's runtime would take signals over, and crash."""
    code_of_child = (
        "import sys, time\nfrom testigo.store import open_store\nopen_store(sys.argv[1])\n"
        "try:\n    print('open', flush=True)\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    sys.exit(1)\n"
    )
    arguments = [sys.executable, "-c", code_of_child, f"file:{tmp_path / 'store'}"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "open\n"
        child.send_signal(sent)
        child.wait(timeout=30)

    assert child.returncode == code


def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("words")

    with pytest.raises(StoreNotOurs, match="no testigo store"):
        open_store(f"file:{tmp_path}")
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.odt"]


@pytest.mark.parametrize("mark", ["", "[]", '{"format": "1"}', '{"format": 2}'])
def test_a_folder_of_another_format_is_not_touched(tmp_path: Path, mark: str) -> None:
    (tmp_path / "testigo-store.json").write_text(mark)

    with pytest.raises(StoreNotOurs):
        open_store(f"file:{tmp_path}")
    assert [each.name for each in tmp_path.iterdir()] == ["testigo-store.json"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="cannot be used"):
        open_store(f"file:{tmp_path / 'file'}")


def test_an_absent_store_is_not_made_by_a_question(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(f"file:{tmp_path / 'absent'}", create=False)
    assert not (tmp_path / "absent").exists()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small disk")
def test_a_full_disk_is_one_clear_error(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk], check=False).returncode:
        pytest.skip("no right to mount")
    try:
        child = python(LOAD, f"file:{disk / 'store'}", "400000")
    finally:
        subprocess.run(["umount", "-l", disk], check=True)

    assert child.returncode == 1
    assert child.stderr.strip().splitlines()[-1].startswith("testigo.ontology.errors.StoreError: the disk")


def test_an_engine_of_an_unknown_name_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESTIGO_ENGINE", "steam")

    with pytest.raises(StoreError, match="stable or native"):
        open_store(f"file:{tmp_path / 'store'}")
