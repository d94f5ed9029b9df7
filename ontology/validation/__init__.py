"""SHACL validation of a batch: findings, engines in a worker process, and the refusal of what breaks a shape."""

from testigo.ontology.validation.findings import Finding
from testigo.ontology.validation.payloads import batch_of, payload
from testigo.ontology.validation.refusing import Judged, RefusedRecord
from testigo.ontology.validation.validator import Validator, shapes

__all__ = ["Finding", "Judged", "RefusedRecord", "Validator", "batch_of", "payload", "shapes"]
