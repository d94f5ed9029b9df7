from __future__ import annotations

from collections.abc import Iterable

import pytest
from testigo.loaders.text.reading.lexicon import (
    actor_words,
    countries,
    demonyms,
    event_words,
    figure_words,
    place_words,
)
from testigo.ontology import terms


def outside(scheme: type[terms.Scheme], found: Iterable[str]) -> set[str]:
    return set(found) - set(scheme.notations())


def test_actors_have_kinds_of_the_scheme() -> None:
    words = actor_words()
    tables = [words.heads, words.names, words.name_heads, words.name_words, *words.modified.values()]

    assert outside(terms.ActorKind, [kind for table in tables for kind in table.values()]) == set()


def test_places_have_kinds_of_the_scheme() -> None:
    words = place_words()

    assert outside(terms.PlaceKind, [*words.heads.values(), *words.name_heads.values()]) == set()


def test_events_have_types_roles_and_measures_of_the_schemes() -> None:
    words = event_words()
    tables = (words.verbs, words.nouns, words.light_nouns, words.phrases, words.compounds, words.consequences)

    assert outside(terms.EventType, [type for table in tables for type in table.values()]) == set()
    assert outside(terms.Role, [role for roles in words.roles.values() for role in roles]) == set()
    assert outside(terms.Measure, words.measures.values()) == set()


def test_figures_have_measures_populations_and_comparators_of_the_schemes() -> None:
    words = figure_words()

    assert outside(terms.Measure, [*words.verbs.values(), *words.nouns.values()]) == set()
    assert outside(terms.Population, words.populations.values()) == set()
    assert outside(terms.Comparator, [*words.comparators.values(), *(row[2] for row in words.words.values())]) == set()


def test_every_type_with_words_has_roles() -> None:
    words = event_words()

    assert set(words.verbs.values()) | set(words.compounds.values()) <= words.roles.keys()


@pytest.mark.parametrize("word", ["True", "False", "None"])
def test_no_word_was_taken_for_a_value_of_yaml(word: str) -> None:
    assert word not in place_words().prepositions
    assert word not in actor_words().names


def test_a_word_for_a_nation_leads_to_its_state() -> None:
    assert demonyms()["Kenyan"] in countries()
