from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from testigo.loaders import gazetteer
from testigo.loaders.register import default
from testigo.loaders.register.resolution import RULE
from testigo.loaders.statements import mapped
from testigo.ontology.batch import Batch

from tests.loaders.founding import AT, founding, gold, mapped_gold


def rows(batch: Batch, label: str) -> dict[str, dict[str, Any]]:  # Any: a value of each column's type
    return {row["id"]: row for row in batch.nodes[label].to_pylist()}


def ends(batch: Batch, name: str) -> list[tuple[str, str]]:
    table = batch.relationships[name]
    return list(zip(table.column("start").to_pylist(), table.column("end").to_pylist(), strict=True))


def saying(batch: Batch, kind: str, words: str) -> list[dict[str, object]]:
    """The statements of a kind whose passage begins with these words."""
    passages, statements = rows(batch, "Passage"), rows(batch, "Statement")
    return [
        statements[statement]
        for statement, passage in ends(batch, "ANCHORED_AT")
        if str(passages[passage]["exact"]).startswith(words) and statements[statement]["kind"] == kind
    ]


def speakers(batch: Batch, statement: dict[str, object]) -> set[object]:
    actors = rows(batch, "Actor")
    return {actors[actor]["name"] for id, actor in ends(batch, "SAID_BY") if id == statement["id"]}


def test_the_monitors_toll_is_its_own_with_its_bounds() -> None:
    batch = mapped_gold().batch

    (toll,) = saying(batch, "count", "More than 700 people")

    assert speakers(batch, toll) == {"Syrian Observatory for Human Rights"}
    assert [toll[name] for name in ("measure", "low", "best", "high", "effLow", "effHigh", "comparator")] == [
        "killed", 700, None, None, 701, None, "moreThan",
    ]  # fmt: skip
    assert (toll["population"], toll["asOf"]) == ("people", date(2025, 3, 8))


def test_one_sentence_is_several_statements_on_one_passage() -> None:
    batch = mapped_gold().batch
    (toll,) = saying(batch, "count", "More than 700 people")
    anchors, statements = ends(batch, "ANCHORED_AT"), rows(batch, "Statement")
    (passage,) = [passage for statement, passage in anchors if statement == toll["id"]]

    kinds = Counter(statements[statement]["kind"] for statement, anchor in anchors if anchor == passage)

    assert kinds == {"act-type": 1, "count": 1, "place": 1, "time": 1, "participation": 3}


def test_what_nobody_is_named_for_is_said_by_the_reports_unattributed_actor() -> None:
    batch = mapped_gold().batch

    found = saying(batch, "participation", "carried out by gunmen")

    assert len(found) == 3
    assert all(speakers(batch, each) == {"unattributed"} for each in found)
    assert all(each["hedge"] == "none" or each["hedge"] == "reportedly" for each in found)


def test_the_narrators_own_words_are_the_publishers() -> None:
    batch = mapped_gold(publisher="The Example").batch

    (clash,) = [
        each
        for each in saying(batch, "act-type", "The new Islamist-led government launched")
        if each["eventType"] == "ambush"
    ]

    assert speakers(batch, clash) == {"The Example"}


def test_without_a_publisher_the_host_of_the_address_speaks() -> None:
    batch = mapped_gold(url="https://news.example/1").batch

    assert "news.example" in {row["name"] for row in rows(batch, "Actor").values()}


def test_an_order_is_no_evidence_that_anybody_did_it() -> None:
    directives = {"orders", "calls-for", "warns", "asks", "promises"}
    batch = mapped_gold().batch
    statements = rows(batch, "Statement")

    for name in ("SUPPORTS", "DENIES"):
        for statement, _ in ends(batch, name) if name in batch.relationships else []:
            assert statements[statement]["modality"] not in directives


def test_every_participation_is_carried_by_words() -> None:
    batch = mapped_gold().batch
    carried = {part for name in ("SUPPORTS", "DENIES") if name in batch.relationships for _, part in ends(batch, name)}

    assert carried == set(batch.ids("Participation"))


def test_a_part_that_no_words_carry_is_told_and_left_out() -> None:
    codes = Counter(each.code for each in mapped_gold().diagnostics)

    assert codes["part-without-words"] > 0


def test_every_passage_holds_its_exact_words() -> None:
    text = founding().text.content

    for passage in rows(mapped_gold().batch, "Passage").values():
        assert text[passage["start"] : passage["end"]] == passage["exact"]


def test_an_unambiguous_place_is_judged_the_gazetteers_and_keeps_its_own_node() -> None:
    batch = mapped_gold().batch
    places, judgements = rows(batch, "Place"), rows(batch, "Judgement")
    right = dict(ends(batch, "RIGHT"))

    judged = {
        places[place]["name"]: places[right[judgement]]
        for judgement, place in ends(batch, "LEFT")
        if judgements[judgement]["verdict"] == "same"
    }

    assert judged["Baniyas"]["geonamesId"] == "171830"
    assert judged["Syria"]["kind"] == "country"
    assert judged["Baniyas"]["latitude"] is not None


def test_the_same_report_gives_the_same_batch_whatever_the_time() -> None:
    later = mapped(founding(), gold(), gazetteer, "gold/1", AT.replace(year=2026))

    for label, table in mapped_gold().batch.nodes.items():
        assert table.column("id").equals(later.batch.nodes[label].column("id"))
    assert mapped_gold().batch.relationships == later.batch.relationships


def test_the_monitor_of_a_text_is_judged_the_registers() -> None:
    known = replace(gold(), entities=tuple(replace(each, identified=True) for each in gold().entities))
    batch = mapped(founding(), known, gazetteer, "gold/1", AT, register=default()).batch
    actors, judgements, right = rows(batch, "Actor"), rows(batch, "Judgement"), dict(ends(batch, "RIGHT"))

    same = {
        actors[actor]["name"]: actors[right[judgement]]["name"]
        for judgement, actor in ends(batch, "LEFT")
        if judgements[judgement]["by"] == RULE and judgements[judgement]["verdict"] == "same"
    }

    assert same == {
        "Syrian Observatory for Human Rights": "Syrian Observatory for Human Rights",
        "Russia": "Russia",
    }


def test_a_publisher_is_looked_up_too() -> None:
    batch = mapped(founding(publisher="Reuters"), gold(), gazetteer, "gold/1", AT, register=default()).batch

    assert default().actor("reuters").id in {end for _, end in ends(batch, "RIGHT")}
