from typing import Any

import pytest
from jsonschema import Draft202012Validator
from testigo.loaders.cases.checking import problems, schema
from testigo.ontology import terms

from tests.loaders.cases.small import statement, toll, tree

SCHEMES = {
    ("report", "marking"): terms.Tlp,
    ("actor", "kind"): terms.ActorKind,
    ("place", "kind"): terms.PlaceKind,
    ("place", "precision"): terms.PlacePrecision,
    ("statement", "modality"): terms.Modality,
    ("statement", "polarity"): terms.Polarity,
    ("statement", "hedge"): terms.Hedge,
    ("statement", "mode"): terms.Mode,
    ("statement", "marking"): terms.Tlp,
    ("statement", "type"): terms.EventType,
    ("participant", "role"): terms.Role,
    ("count", "measure"): terms.Measure,
    ("count", "population"): terms.Population,
    ("count", "scope"): terms.Scope,
}


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(schema())

    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_terms_of_the_schema_are_those_of_the_ontology() -> None:
    parts = schema()["$defs"]

    for (part, key), scheme in SCHEMES.items():
        assert parts[part]["properties"][key]["enum"] == list(scheme.notations()), (part, key)
    assert parts["assessment"]["properties"]["verdict"]["enum"] == [
        *terms.Status.notations(),
        *terms.Review.notations(),
    ]
    assert set(terms.Verdict.notations()) < set(parts["judgement"]["properties"])


def test_every_list_of_terms_is_compared_with_its_scheme() -> None:
    parts = schema()["$defs"]
    listed = {
        (part, key) for part in parts for key, value in parts[part].get("properties", {}).items() if "enum" in value
    }

    assert listed == SCHEMES.keys() | {("assessment", "verdict")}


def test_a_sound_case_has_no_problem() -> None:
    assert problems(tree(statement(type="killing", counts=[toll()]))) == []


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        ({"speaker": "monitor"}, "speaker", "unknown key 'speaker'; known are id, report, quote,"),
        ({"participant": []}, "participant", "unknown key 'participant'; did you mean 'participants'?"),
        ({"modality": "assert"}, "modality", "unknown term 'assert'; did you mean 'asserts'?"),
        ({"quote": ""}, "quote", "is empty; leave the key out where there is nothing to say"),
        ({"quote": 7}, "quote", "must be a text, not 7"),
        ({"by": {}}, "by", "must be a text or a list, not a mapping"),
        ({"occurrence": 1, "after": "x"}, None, "give `occurrence` or `after`, not both"),
        ({"counts": [{"measure": "killed"}]}, "counts", "give `figure`, or bounds: `low`, `best`, `high`"),
        ({"counts": [toll(low=7)]}, "counts", "give `figure`, or bounds: `low`, `best`, `high`"),
        ({"when": None}, "when", "must be a text, not nothing"),
    ],
)
def test_what_does_not_fit_is_told_in_words(change: dict[str, Any], path: str | None, message: str) -> None:
    (found,) = problems(tree(statement(**change)))

    assert found.path[:2] == ("statements", 0)
    assert (found.path[2] if len(found.path) > 2 else None) == path
    assert found.message.startswith(message)


def test_a_part_without_its_event_is_told_once() -> None:
    entry = statement(type="killing", when="2025", counts=[toll()])
    del entry["event"]

    assert [each.message for each in problems(tree(entry))] == ["'type' needs 'event' beside it"]


def test_what_is_missing_is_named() -> None:
    assert [each.message for each in problems({"case": "x"})] == ["lacks 'reports'"]
    assert [each.message for each in problems(None)] == ["must be a mapping, not nothing"]
