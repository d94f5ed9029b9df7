"""References that leave a batch are looked up by id, one question a label, in whichever store holds them."""

from __future__ import annotations

import pytest
from testigo.ontology.batch import Batch
from testigo.ontology.validation.validator import Validator
from testigo.store.protocols import Store

from tests.ontology.validation.worlds import World, batch_of_worlds, joined, world


def split(it: World) -> tuple[Batch, Batch]:
    """What an earlier load wrote, actors and events; and the rest, which refers to it."""
    earlier, later = World("earlier"), World("later")
    for id, row in it.rows.items():
        (earlier if id.startswith(("actor-", "event-")) else later).rows[id] = row
    for key, carried in it.relationships.items():
        is_within = {key[1], key[2]} <= earlier.rows.keys()
        (earlier if is_within else later).relationships[key] = carried
    later.relationships = {key: row for key, row in later.relationships.items() if key[1] in later.rows}
    return batch_of_worlds([earlier]), batch_of_worlds([later])


@pytest.mark.parametrize("columns", [True, False])
def test_what_an_earlier_load_wrote_is_found_with_one_question_a_label(store: Store, columns: bool) -> None:
    it = world("references")
    earlier, later = split(it)
    asked: list[str] = []

    def known(label: str, ids: set[str]) -> set[str]:
        asked.append(label)
        return store.known(label, ids)

    store.write(earlier)
    with Validator(known, columns=columns) as validator:
        found = validator.findings(later)

    assert found == []
    assert sorted(asked) == ["Actor", "Event"]


def test_what_no_load_wrote_is_a_violation(store: Store) -> None:
    it = world("references")
    missing = joined("ABOUT", "cause", "nowhere:Event")(it)
    earlier, later = split(it)
    store.write(earlier)

    with Validator(store.known) as validator:
        (found,) = validator.findings(later)

    assert (found.id, found.shape, found.value) == (missing, "ABOUT-end", it.ids["nowhere:Event"])
    assert found.refuses
