"""Texts as nobody writes them: reports of the tuned half, mutated, and what has no likeness to a report."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

REPORTS = Path(__file__).parent / "reports/dev"
ARABIC = "قال المرصد السوري لحقوق الإنسان إن أكثر من 700 شخص قتلوا في الساحل السوري."
SCRIPTS = (
    ARABIC,
    "Десять человек погибли в Хомсе.",
    "十人在霍姆斯被杀。",
    "በአዲስ አበባ አስር ሰዎች ተገደሉ",
    "Dix morts à Alep.",
)
ODD = "\0\x0b\x0c\x1c\x85\u00a0\u00ad\u200b\u200f\u2028\u202e\u2066\ufeff\ufffd\U0001f52b\u0301\ud800"
QUOTES = "\"“”„«»‘’'`"
MEGABYTE = 1_000_000


@cache
def _reports() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))]


def _slice(text: str, at: random.Random) -> tuple[int, int]:
    start = at.randrange(len(text) + 1)
    return start, min(len(text), start + at.randrange(1, 200))


def _cut(text: str, at: random.Random) -> str:
    start, end = _slice(text, at)
    return text[:start] + text[end:]


def _doubled(text: str, at: random.Random) -> str:
    start, end = _slice(text, at)
    return text[:end] + text[start:end] + text[end:]


def _other_script(text: str, at: random.Random) -> str:
    place = at.randrange(len(text) + 1)
    gap = at.choice(["", " ", "\n\n"])
    return text[:place] + gap + at.choice(SCRIPTS) + gap + text[place:]


def _odd(text: str, at: random.Random) -> str:
    place = at.randrange(len(text) + 1)
    return text[:place] + at.choice(ODD) + text[place:]


def _quotes(text: str, at: random.Random) -> str:
    return re.sub(f"[{QUOTES}]", lambda match: at.choice(["", match[0], at.choice(QUOTES)]), text)


def _no_punctuation(text: str, at: random.Random) -> str:
    return re.sub(at.choice([r"[^\w\s]", r"[.,]", r"\n"]), at.choice(["", " "]), text)


def _one_line(text: str, at: random.Random) -> str:
    return " ".join(text.split())


def _other_case(text: str, at: random.Random) -> str:
    return at.choice([str.upper, str.lower, str.title, str.swapcase])(text)


def _shuffled(text: str, at: random.Random) -> str:
    words = re.split(at.choice([r"(\s+)", r"(\n+)", r"(\. )"]), text)
    at.shuffle(words)
    return "".join(words)


def _figures(text: str, at: random.Random) -> str:
    return re.sub(r"\d+", lambda match: at.choice(["0", "9" * 40, "1,2,3", "½", "٧٠٠", "-" + match[0], "1e9"]), text)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _cut, _doubled, _other_script, _odd, _quotes, _no_punctuation, _one_line, _other_case, _shuffled, _figures,
)  # fmt: skip


def mutated(number: int) -> str:
    """The mutated text of a number: one to six mutations of one report, or of a paragraph of it."""
    at = random.Random(number)  # noqa: S311  no secret
    text = at.choice(_reports())
    if at.random() < 0.7:
        text = at.choice([part for part in text.split("\n") if part.strip()])
    for _ in range(at.randrange(1, 7)):
        text = at.choice(MUTATIONS)(text, at)
    return text


def invented(size: int = MEGABYTE) -> Iterator[str]:
    """Texts without likeness to a report: empty, of one line, very long, of one letter."""
    yield from ("", " ", "\n\n\n", "\ufeff", "a", ".", "“", "7", "\0", ODD, ARABIC, "Ten people died")
    yield from (each * size for each in ("a", " ", "\n", "“", ".", "7 "))
    paragraph = "Gunmen killed 14 people in Goma on Thursday, “we fled”, a witness told Reuters.\n"
    yield ARABIC * (size // len(ARABIC))
    yield f"{paragraph}{ARABIC}\n" * (size // (len(paragraph) + len(ARABIC)))
