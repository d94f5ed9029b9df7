from __future__ import annotations

from datetime import date
from pathlib import Path

import orjson
import pytest
from testigo.loaders.extraction import Count, Extraction, Mention, ReportFacts, Statement, TextIdentity
from testigo.ontology.errors import InvalidValue, SourceError

GOLD = Path(__file__).parent / "gold" / "000_787ec250aeefa238.json"


def empty(text: str = "") -> Extraction:
    return Extraction(TextIdentity.of(text), ReportFacts(None), (), (), (), ())


def test_gold_survives_reading_and_writing() -> None:
    gold = orjson.loads(GOLD.read_bytes())

    written = orjson.loads(Extraction.from_json(GOLD.read_bytes()).to_json())

    assert written == gold | {"diagnostics": []}


def test_keys_stand_in_the_order_of_the_format() -> None:
    written = orjson.loads(empty().to_json())

    assert list(written) == ["schema", "text", "report", "entities", "events", "counts", "statements", "diagnostics"]


def test_what_is_not_said_is_left_out_and_open_bounds_are_null() -> None:
    count = Count("e1", "killed", 700, None, "more than", Mention(0, 13, "More than 700"))
    extraction = Extraction(TextIdentity.of(""), ReportFacts(date(2025, 3, 8)), (), (), (count,), ())

    (written,) = orjson.loads(extraction.to_json())["counts"]

    assert written == {
        "event": "e1",
        "measure": "killed",
        "low": 700,
        "high": None,
        "qualifier": "more than",
        "span": {"start": 0, "end": 13, "exact": "More than 700"},
    }


def test_optional_fields_of_a_statement_are_kept() -> None:
    said = Mention(0, 3, "Ten")
    statement = Statement(
        "s1", ("a1",), None, None, said, "asserts", "paraphrase", (), ("a2",), "likely", "negative", 0.9, "x"
    )
    extraction = Extraction(TextIdentity.of("Ten"), ReportFacts(None), (), (), (), (statement,))

    assert Extraction.from_json(extraction.to_json()).statements == (statement,)


@pytest.mark.parametrize(
    ("json", "finding"),
    [
        (b"{", "not JSON"),
        (b"[]", 'must be "extraction/1"'),
        (b'{"schema": "extraction/2"}', 'must be "extraction/1"'),
        (b'{"schema": "extraction/1"}', "extraction lacks 'text'"),
        (empty().to_json().replace(b'"length": 0', b'"length": "0"'), "extraction.text.length must be int"),
        (empty().to_json().replace(b'"published": null', b'"published": "8 March"'), "is not a date"),
        (empty().to_json().replace(b'"events": []', b'"event": []'), "unknown key 'event'"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_the_place(json: bytes, finding: str) -> None:
    with pytest.raises(SourceError, match=finding):
        Extraction.from_json(json)


def test_a_mention_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidValue, match="5:5"):
        Mention(5, 5, "")


def test_every_span_of_the_gold_is_found() -> None:
    text = GOLD.parents[3] / "loaders" / "samples" / f"{GOLD.stem}.txt"

    mentions = list(Extraction.from_json(GOLD.read_bytes()).mentions())

    assert len(mentions) > 150
    assert all(mention.fits(text.read_text("utf-8")) for mention in mentions)
