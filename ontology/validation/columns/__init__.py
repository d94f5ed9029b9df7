"""The shapes as checks over whole columns: they find the suspects, which an exact engine then explains."""

from testigo.ontology.validation.columns.compiler import compiled, plan_of
from testigo.ontology.validation.columns.graph import ColumnGraph, checked
from testigo.ontology.validation.columns.plan import Plan
from testigo.ontology.validation.columns.suspects import suspects

__all__ = ["ColumnGraph", "Plan", "checked", "compiled", "plan_of", "suspects"]
