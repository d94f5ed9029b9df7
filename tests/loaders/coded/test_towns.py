"""Towns and countries of rows as places of the gazetteer, by rows of MAVERICK."""

from pathlib import Path

from testigo.loaders.source import Piece

from tests.loaders.maverick.rows import ends, piece, records


def verdicts(found: Piece) -> set[tuple[str, str, str]]:
    """(MAVERICK's place, the gazetteer's, verdict)."""
    batch = found.batch
    places = {id: each["name"] for id, each in records(batch, "Place").items()}
    left, right = ends(batch, "LEFT"), ends(batch, "RIGHT")
    return {
        (places[left[id][0]], places[right[id][0]], each["verdict"])
        for id, each in records(batch, "Judgement").items()
        if left[id][0] in places
    }


def test_a_town_near_the_gazetteers_is_the_gazetteers(tmp_path: Path) -> None:
    found = piece(tmp_path, {"country": "Ivory Coast", "city": "Abidjan", "latitude": "5.35", "longitude": "-4.0"})

    assert verdicts(found) == {("Ivory Coast", "Ivory Coast", "same"), ("Abidjan", "Abidjan", "same")}


def test_a_town_far_from_the_gazetteers_may_be_a_namesake(tmp_path: Path) -> None:
    found = piece(tmp_path, {"latitude": "3.1", "longitude": "35.6"})

    assert ("Kisumu", "Kisumu", "unsure") in verdicts(found)
    assert ("Kisumu", "Kisumu", "same") not in verdicts(found)


def test_a_name_that_only_other_countries_have_is_no_proposal(tmp_path: Path) -> None:
    assert {name for name, _, _ in verdicts(piece(tmp_path, {"city": "Damascus"}))} == {"Kenya"}


def test_what_is_no_town_is_not_looked_up(tmp_path: Path) -> None:
    found = piece(tmp_path, {"geo_precision": "2.0"})

    assert {name for name, _, _ in verdicts(found)} == {"Kenya"}
