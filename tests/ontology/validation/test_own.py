"""Shapes of one's own: beside those that ship, named, and told from what cannot be held against records."""

from __future__ import annotations

from pathlib import Path

import pytest
from testigo.ontology.errors import UnfitShapes, UnreadableInput
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation import Checking
from testigo.ontology.validation.columns import plan_of
from testigo.ontology.validation.own import rules
from testigo.ontology.validation.shipped import shapes

from tests.ontology.validation.test_lint import PREFIXES, RULE
from tests.ontology.validation.worlds import batch_of_worlds, changed, world

MINE = "https://example.org/rules#"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.ttl"
    path.write_text(PREFIXES + text, "utf-8")
    return path


def test_a_rule_of_ones_own_refuses_beside_those_that_ship(tmp_path: Path) -> None:
    path = written(tmp_path, RULE + "  sh:property [ sh:path :best ; sh:maxInclusive 9 ] .")
    it = world("own")
    changed("army", kind="terrorists")(it)

    with Checking(rules([path]).turtle).validator() as validator:
        found = validator.findings(batch_of_worlds([it]))

    assert {(each.id, each.shape) for each in found} == {
        (it.ids["army"], "Actor-kind"), (it.ids["count"], f"{MINE}Rule-best"), (it.ids["earlier"], f"{MINE}Rule-best"),
    }  # fmt: skip
    assert {each.message for each in found if each.shape.startswith(MINE)} == {"Mend it."}


def test_parts_are_named_by_their_paths_and_found_in_their_file(tmp_path: Path) -> None:
    path = written(tmp_path, RULE + """  sh:property [ sh:path :low ; sh:minInclusive 1 ] ,
      [ sh:path :low ; sh:maxInclusive 9 ] ,
      [ sh:path [ sh:inversePath :supersedes ] ; sh:maxCount 1 ; sh:message "Once." ] .""")  # fmt: skip

    found = rules([path])

    names = {iri.removeprefix(MINE) for iri, file in found.files.items() if file == str(path)}
    assert names == {"Rule", "Rule-low", "Rule-low-2", "Rule-supersedes"}
    assert f'<{MINE}Rule-supersedes> <http://www.w3.org/ns/shacl#message> "Once."' in found.turtle


def test_names_of_blank_nodes_of_two_files_do_not_meet(tmp_path: Path) -> None:
    text = """mine:{0} sh:targetClass :Statement ; sh:message 'x' ; sh:node _:a .
        _:a sh:property [ sh:path :{1} ; sh:minCount 1 ] ."""
    paths = [tmp_path / "one.ttl", tmp_path / "two.ttl"]
    for path, (name, property) in zip(paths, (("One", "low"), ("Two", "high")), strict=True):
        path.write_text(PREFIXES + text.replace("{0}", name).replace("{1}", property))

    with Checking(rules(paths).turtle).validator() as validator:
        found = validator.findings(batch_of_worlds([world("two")]))

    it = world("two")
    has_no_low = {it.ids[name] for name in it.ids if it.ids[name].startswith("statement-")} - {
        it.ids["count"], it.ids["earlier"],
    }  # fmt: skip
    assert {each.id for each in found if each.shape == f"{MINE}One"} == has_no_low
    assert {each.id for each in found if each.shape == f"{MINE}Two"} == has_no_low


def test_without_files_the_rules_are_those_that_ship() -> None:
    assert rules().turtle == shapes()


def test_a_shape_that_reads_too_far_is_a_fault_for_a_load_only(tmp_path: Path) -> None:
    path = written(tmp_path, RULE + "  sh:property [ sh:path ( :about :atPlace ) ; sh:minCount 1 ] .")

    with pytest.raises(UnfitShapes, match=r"mine\.ttl:6: <https://example\.org/rules#Rule> reads more"):
        rules([path])
    assert f"{MINE}Rule" in rules([path], near=False).files


def test_the_first_fault_is_told_and_how_to_see_the_others(tmp_path: Path) -> None:
    path = written(tmp_path, RULE + "  sh:minCont 1 ;\n sh:maxCont 1 .")

    with pytest.raises(UnfitShapes) as problem:
        rules([path])

    assert str(problem.value).startswith(f"{path}:7: sh:minCont is no term")
    assert "and 1 more: `testigo shapes --shapes" in str(problem.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read as shapes"):
        rules([tmp_path / "none.ttl"])


def test_a_file_without_a_shape_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"mine\.ttl: holds no shape"):
        rules([written(tmp_path, "")])


def test_what_columns_cannot_check_of_ones_own_goes_to_the_engine(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        RULE
        + """  sh:sparql [ sh:message "No." ; sh:select
      "SELECT $this WHERE { $this <https://w3id.org/testigo/ns#low> ?low FILTER (?low > 9) }" ] .""",
    )
    turtle = rules([path]).turtle
    it = world("sparql")

    with Checking(turtle).validator() as validator:
        found = validator.findings(batch_of_worlds([it]))

    assert [(each.name, each.reason) for each in plan_of(turtle, ID_BASE).exact] == [(f"{MINE}Rule", "sh:sparql")]
    assert {each.id for each in found} == {it.ids["count"], it.ids["earlier"]}
