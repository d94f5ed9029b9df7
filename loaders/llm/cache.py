"""Answers of a model, kept by what was asked: text, model, prompt and day. From them a run can be played again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import orjson
from testigo.loaders.llm.client import Unanswered


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with a file an answer, under the SHA-256 of the question. `replay`: nobody is asked."""

    folder: Path
    replay: bool = False

    def found(self, *question: str | None) -> str | None:
        """The answer that is kept; None where there is none. Raises Unanswered where one is needed."""
        place = self._place(*question)
        try:
            return str(orjson.loads(place.read_bytes())["answer"])
        except FileNotFoundError as problem:
            if self.replay:
                raise Unanswered(f"no answer is kept ({place.name}), and nobody is asked") from problem
            return None
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise Unanswered(f"the answer that is kept is damaged: {place}; take it away") from problem

    def keep(self, answer: str, *question: str | None) -> None:
        """Keep an answer, whole or not at all. Raises Unanswered where it cannot be written."""
        place = self._place(*question)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(orjson.dumps({"question": question, "answer": answer}))
            os.replace(file.name, place)  # noqa: PTH105  both are in one folder
        except (OSError, TypeError) as problem:
            raise Unanswered(f"the answer cannot be kept in {self.folder}: {problem}") from problem

    def _place(self, *question: str | None) -> Path:
        asked = "\0".join("" if each is None else f"={each}" for each in question)
        return self.folder / f"{hashlib.sha256(asked.encode('utf-8', 'surrogatepass')).hexdigest()}.json"
