"""The tables that ship are those that .ci/build-register makes."""

import subprocess
import sys
from pathlib import Path

from testigo.loaders.register.register import FOLDER

from tests.loaders.ged.rows import REAL, SAMPLE

BUILD = Path(__file__).parents[3] / ".ci" / "build-register"


def test_the_same_input_gives_the_tables_that_ship(tmp_path: Path) -> None:
    subprocess.run([sys.executable, BUILD, SAMPLE, REAL, "--out", tmp_path], check=True, stdout=subprocess.DEVNULL)

    for name in ("states.csv", "ucdp_actors.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()
