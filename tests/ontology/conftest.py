"""How generated tests run here: on a busy machine the time of one example says nothing."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("ontology", deadline=None, max_examples=100)
settings.load_profile("ontology")
