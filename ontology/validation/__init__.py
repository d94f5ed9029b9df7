"""SHACL validation of a batch: findings, engines in a worker process, and the refusal of what breaks a shape."""

from testigo.ontology.validation.checking import Checking
from testigo.ontology.validation.findings import Finding
from testigo.ontology.validation.payloads import batch_of, payload
from testigo.ontology.validation.refusing import Judged, RefusedRecord
from testigo.ontology.validation.shipped import shapes
from testigo.ontology.validation.validator import Validator

__all__ = ["Checking", "Finding", "Judged", "RefusedRecord", "Validator", "batch_of", "payload", "shapes"]
