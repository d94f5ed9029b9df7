"""Which extractor a command uses: the rules, unless a language model is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from testigo.loaders.extraction import Extractor

NOWHERE = "http://127.0.0.1:9"  # in a replay nobody is asked


def chosen(model: str | None, url: str | None, cache: Path | None, replay: bool) -> Extractor:
    """The extractor that the options ask for."""
    if model is None:
        if cache or replay:
            raise typer.BadParameter("name the model whose answers are kept", param_hint="--llm")
        from testigo.loaders.text.extractor import RuleExtractor

        return RuleExtractor()
    from platformdirs import user_cache_path
    from testigo.loaders.llm import LlmExtractor
    from testigo.loaders.llm.cache import Cache
    from testigo.loaders.llm.client import Server

    if url is None and not replay:
        raise typer.BadParameter("name the server of the model, or set TESTIGO_LLM_URL", param_hint="--llm-url")
    return LlmExtractor(Server(url or NOWHERE, model), Cache(cache or user_cache_path("testigo") / "llm", replay))
