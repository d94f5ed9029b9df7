from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from testigo.loaders.text.reading.spacy_model import PACKAGE, VERSION, expected_hashes, language_model, verify
from testigo.ontology.errors import ExtractionError


def model_folder() -> Path:
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / f"{PACKAGE}-{VERSION}"


def test_the_installed_model_is_the_upstream_one() -> None:
    verify(model_folder())


def test_an_altered_file_is_named(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(model_folder(), tmp_path / "model"))
    (copy / "ner" / "model").write_bytes(b"other weights")

    with pytest.raises(ExtractionError, match=r"was altered: .*ner/model"):
        verify(copy)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="lacks"):
        verify(tmp_path)


def test_the_weights_are_among_the_files_verified() -> None:
    assert {"tok2vec/model", "parser/model", "tagger/model", "ner/model"} <= expected_hashes().keys()


def test_the_model_is_loaded_once() -> None:
    assert language_model() is language_model()
