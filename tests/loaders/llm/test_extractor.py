"""The extractor against a server on loopback that answers from what is recorded."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.checker import checked
from testigo.loaders.extraction import Extraction
from testigo.loaders.llm import LlmExtractor, extractor
from testigo.loaders.llm.cache import Cache
from testigo.loaders.llm.client import Server

from tests.loaders.llm.recorded import GOOD, TEXT, recorded
from tests.loaders.llm.server import completion, serving

DAY = date(2025, 3, 8)


def asking(url: str, folder: Path, replay: bool = False) -> LlmExtractor:
    return LlmExtractor(Server(url, "model-1", timeout_s=5), Cache(folder / "answers", replay))


def failures(found: Extraction) -> list[str]:
    return [each.message for each in found.diagnostics if each.code == "llm-failed"]


def test_a_good_answer_becomes_an_extraction_with_exact_spans(tmp_path: Path) -> None:
    with serving([recorded("good")]) as asked:
        found = asking(asked.url, tmp_path).extract(TEXT, DAY)

    assert (found.diagnostics, checked(found, TEXT)) == ((), found)
    assert [(one.speakers, one.content.exact, one.rule) for one in found.statements] == [
        (("a2",), "Gunmen killed 14 people in Goma on Thursday", "llm")
    ]
    assert [(one.low, one.span.exact) for one in found.counts] == [(14, "14")]
    assert all(mention.fits(TEXT) for mention in found.mentions())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("invented_quotes", ("llm-rejected", "does not stand in", 4)),
        ("hostile", ("unknown-term", "'genocide' is no term of EventType", 1)),
        ("prose", ("llm-failed", "is no JSON", 1)),
        ("cut_off", ("llm-failed", "cut off", 1)),
        ("error", ("llm-failed", "is no chat completion", 1)),
    ],
)
def test_of_a_wrong_or_hostile_reply_nothing_comes_in_that_the_text_does_not_say(
    tmp_path: Path, name: str, told: tuple[str, str, int]
) -> None:
    code, finding, least = told
    with serving([recorded(name)]) as asked:
        found = asking(asked.url, tmp_path).extract(TEXT, DAY)

    reasons = [each.message for each in found.diagnostics if each.code == code]
    assert len(reasons) >= least
    assert any(finding in reason for reason in reasons)
    assert (found.events, found.counts, found.statements) == ((), (), ())
    assert all(mention.fits(TEXT) for mention in found.mentions())


def test_the_report_is_sent_with_its_day_after_the_terms_of_the_ontology(tmp_path: Path) -> None:
    with serving([completion(GOOD)]) as asked:
        asking(asked.url, tmp_path).extract(TEXT, DAY)
    (question,) = asked.questions
    system, user = (each["content"] for each in question["messages"])

    assert "killing-of-civilians" in system
    assert user == f"Published: 2025-03-08\n\n{TEXT}"
    assert (question["model"], question["temperature"], asked.keys) == ("model-1", 0, [None])


def test_an_answer_is_kept_and_played_again_without_a_server(tmp_path: Path) -> None:
    with serving([completion(GOOD)]) as asked:
        first = asking(asked.url, tmp_path).extract(TEXT, DAY)
        again = asking(asked.url, tmp_path).extract(TEXT, DAY)

    played = asking(asked.url, tmp_path, replay=True).extract(TEXT, DAY)

    assert len(asked.questions) == 1
    assert first.to_json() == again.to_json() == played.to_json()


@pytest.mark.parametrize("change", ["text", "day", "model"])
def test_another_question_is_not_answered_from_the_cache(tmp_path: Path, change: str) -> None:
    with serving([completion(GOOD)]) as asked:
        asking(asked.url, tmp_path).extract(TEXT, DAY)
    other = LlmExtractor(
        Server(asked.url, "model-2" if change == "model" else "model-1"), Cache(tmp_path / "answers", replay=True)
    )

    found = other.extract(TEXT + "!" if change == "text" else TEXT, None if change == "day" else DAY)

    assert "nobody is asked" in failures(found)[0]


def test_a_part_that_is_not_answered_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractor, "MOST", 120)
    with serving([completion(GOOD), (500, b"broken")]) as asked:
        found = asking(asked.url, tmp_path).extract(TEXT, DAY)

    (failed,) = [each for each in found.diagnostics if each.code == "llm-failed"]
    assert len(asked.questions) == 2
    assert [one.id for one in found.statements] == ["s1"]
    assert "the server answered 500" in failed.message
    assert failed.span is not None
    assert TEXT[failed.span.start :].startswith('"We fled')


@pytest.mark.parametrize(
    ("reply", "finding"),
    [
        ((404, b""), "the server answered 404"),
        (b"", "is no chat completion"),
        (b"<html>", "is no chat completion"),
        (b'{"choices": []}', "is no chat completion"),
        (b'{"choices": [{"message": {"content": null}}]}', "holds no words"),
        (completion(GOOD, finish="length"), "cut off"),
        (completion("I cannot help with that."), "is no JSON"),
        (completion("[1, 2]"), "is no object with"),
        (completion('{"offsets": [1]}'), "is no object with"),
        (completion("[" * 100_000), "is no JSON"),
        (b"x" * 4_000_001, "more than 4,000,000 bytes"),
    ],
    ids=range(11),
)
def test_a_reply_that_is_no_answer_is_told_and_not_kept(
    tmp_path: Path, reply: bytes | tuple[int, bytes], finding: str
) -> None:
    with serving([reply]) as asked:
        found = asking(asked.url, tmp_path).extract(TEXT, DAY)

    assert finding in failures(found)[0]
    assert (found.statements, list(tmp_path.rglob("*.json"))) == ((), [])


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be asked" in failures(asking("http://127.0.0.1:9/v1", tmp_path).extract(TEXT, DAY))[0]


def test_a_report_and_a_key_are_not_sent_on_to_another_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESTIGO_LLM_KEY", "secret")
    with serving([completion(GOOD)]) as other, serving([(307, b"")], location=f"{other.url}/chat/completions") as asked:
        found = asking(asked.url, tmp_path).extract(TEXT, DAY)

    assert (asked.keys, other.questions) == (["Bearer secret"], [])
    assert "the server answered 307" in failures(found)[0]
    assert "secret" not in found.to_json().decode()


def test_a_damaged_cache_is_told(tmp_path: Path) -> None:
    with serving([completion(GOOD)]) as asked:
        asking(asked.url, tmp_path).extract(TEXT, DAY)
        (kept,) = tmp_path.rglob("*.json")
        kept.write_text("{")

        found = asking(asked.url, tmp_path).extract(TEXT, DAY)

    assert "is damaged" in failures(found)[0]


def test_half_a_character_is_told_and_not_raised(tmp_path: Path) -> None:
    assert "cannot be sent" in failures(asking("http://127.0.0.1:9", tmp_path).extract("Ten \ud800 died", DAY))[0]


def test_an_empty_text_is_not_sent(tmp_path: Path) -> None:
    with serving([completion(GOOD)]) as asked:
        found = asking(asked.url, tmp_path).extract(" \n", DAY)

    assert (asked.questions, [each.code for each in found.diagnostics]) == ([], ["empty-text"])


def test_it_goes_to_other_processes_and_its_version_names_model_and_prompt(tmp_path: Path) -> None:
    one = asking("http://127.0.0.1:9", tmp_path)

    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  our own bytes
    assert one.version.startswith("1+model-1+")
