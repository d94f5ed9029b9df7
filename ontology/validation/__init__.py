"""SHACL validation of a batch: findings, engines in a worker process, and the refusal of what breaks a shape.

The names come when they are asked for: the worker process needs none of them, and starts without their columns.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testigo.ontology.validation.checking import Checking
    from testigo.ontology.validation.findings import Finding
    from testigo.ontology.validation.payloads import batch_of, payload
    from testigo.ontology.validation.refusing import Judged, RefusedRecord
    from testigo.ontology.validation.shipped import shapes
    from testigo.ontology.validation.validator import Validator

__all__ = ["Checking", "Finding", "Judged", "RefusedRecord", "Validator", "batch_of", "payload", "shapes"]
_MODULES = {
    "Checking": "checking", "Finding": "findings", "Judged": "refusing", "RefusedRecord": "refusing",
    "Validator": "validator", "batch_of": "payloads", "payload": "payloads", "shapes": "shipped",
}  # fmt: skip


def __getattr__(name: str) -> Any:  # a class or a function, as typed above
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
