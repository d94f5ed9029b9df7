"""A load that is killed, wherever that is, and run again ends in the graph of one that was not."""

from pathlib import Path

import pytest

from tests.loaders.killing import Loading, moments, some_rows

ROUNDS = 3


def folder_of(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


@pytest.mark.timeout(1200)
def test_a_killed_load_of_500_rows_ends_in_the_graph_of_a_whole_one(tmp_path: Path) -> None:
    file = some_rows(tmp_path, 500)  # some 50,000 nodes and relationships: more than one portion
    whole = Loading(file, folder_of(tmp_path, "whole"), f"file:{tmp_path / 'whole' / 'store'}")
    took_s = whole.whole()
    expected = whole.graph()
    seed = hash(tmp_path.name) & 0xFFFF

    for number, moment in enumerate(moments(ROUNDS, seed)):
        home = folder_of(tmp_path, f"round-{number}")
        again = Loading(file, home, f"file:{home / 'store'}")
        was_killed = again.killed(moment, took_s)
        again.whole()

        assert again.graph() == expected, f"seed {seed}, {moment}, killed: {was_killed}"
