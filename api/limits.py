"""What an operation may ask for, decided before anything is executed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_object_type,
    parse,
)
from testigo.api.reading import FIRST, FIRST_AT_MOST
from testigo.ontology.errors import QueryError

A_SHORT_LIST = 2  # nodes that a list without `first` is taken to hold; most hold one
SHARED = {"edges", "nodes", "node"}  # without arguments they are a page's: one page seen twice is not two pages


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request. `nodes`: as many as the pages asked for could hold, multiplied through the levels."""

    body_bytes: int = 100_000
    tokens: int = 2_000
    depth: int = 24
    fields: int = 600
    aliases: int = 60
    nodes: int = 20_000
    timeout_s: float = 30.0


class TooMuch(QueryError):
    """An operation that asks for more than a limit allows."""


def parsed(query: str, limits: Limits) -> DocumentNode:
    """The document. Raises TooMuch where it is too long, GraphQLSyntaxError where it is none."""
    try:
        return parse(query, max_tokens=limits.tokens)
    except GraphQLError as error:
        if "token limit" in error.message.lower() or "tokens" in error.message.lower():
            raise TooMuch(f"the document has more than {limits.tokens} tokens; ask in several requests") from None
        raise


def check(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    schema: GraphQLSchema,
    limits: Limits,
) -> None:
    """Raise TooMuch where the operation is too deep, too broad, or could give too many nodes."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    defaults = {
        each.variable.name.value: each.default_value.value
        for each in operation.variable_definitions or ()
        if isinstance(each.default_value, IntValueNode)
    }
    root = schema.get_root_type(operation.operation)
    walk = _Walk(schema, fragments, {**defaults, **variables}, limits)
    walk.selections(operation.selection_set, root, 1, 1, ())


@dataclass(slots=True)
class _Walk:
    """One walk over an operation with its fragments in place; it stops at the first limit that is passed."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    limits: Limits
    fields: int = field(default=0, init=False)
    aliases: int = field(default=0, init=False)
    nodes: int = field(default=0, init=False)

    def selections(
        self, selected: SelectionSetNode, parent: Any, depth: int, times: int, inside: tuple[str, ...]
    ) -> None:
        """Add up what a selection on `parent` asks for, `times` over. `inside`: the fragments around it."""
        for each in selected.selections:
            if isinstance(each, FieldNode):
                self._field(each, parent, depth, times, inside)
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                on = self.schema.get_type(condition.name.value) if condition else parent
                self.selections(each.selection_set, on, depth, times, inside)
            elif isinstance(each, FragmentSpreadNode):
                self._spread(each.name.value, depth, times, inside)

    def _spread(self, name: str, depth: int, times: int, inside: tuple[str, ...]) -> None:
        """A fragment in its place; one that is unknown or holds itself is for the validation to report."""
        fragment = self.fragments.get(name)
        if fragment is None or name in inside:
            return
        self._count("fields", 1)
        on = self.schema.get_type(fragment.type_condition.name.value)
        self.selections(fragment.selection_set, on, depth, times, (*inside, name))

    def _field(self, node: FieldNode, parent: Any, depth: int, times: int, inside: tuple[str, ...]) -> None:
        self._count("fields", 1)
        self._count("aliases", 1 if node.alias else 0)
        if node.selection_set is None:
            return
        introspects = node.name.value in {"__schema", "__type"}
        if depth > self.limits.depth:
            raise TooMuch(f"the operation is deeper than {self.limits.depth} levels; ask for less at once")
        definition = getattr(parent, "fields", {}).get(node.name.value)
        each = 1 if introspects or definition is None else self._size(node, definition)
        if definition is not None and not introspects and each:
            self._count("nodes", times * each)
        child = get_named_type(definition.type) if definition is not None else None
        # Introspection has bounds of its own: graphql-core's rule on its depth, and the number of fields above.
        self.selections(node.selection_set, child, 1 if introspects else depth + 1, times * max(each, 1), inside)

    def _size(self, node: FieldNode, definition: GraphQLField) -> int:
        """How many nodes the field could give for one parent; 0 where it only leads on."""
        given = {each.name.value: each.value for each in node.arguments or ()}
        if "first" in definition.args:
            return self._integer(given.get("first"))
        if node.name.value in SHARED and not definition.args:
            return 0
        if "ids" in definition.args:
            ids = given.get("ids")
            return len(ids.values) if isinstance(ids, ListValueNode) else FIRST_AT_MOST
        if is_list_type(get_nullable_type(definition.type)):
            return A_SHORT_LIST
        return 1 if is_object_type(get_named_type(definition.type)) else 0

    def _integer(self, value: Any) -> int:
        """What `first` is; where it is no number, as many as there may be, for the validation will say so."""
        if value is None:
            return FIRST
        if isinstance(value, IntValueNode):
            return min(int(value.value), FIRST_AT_MOST)
        found = self.variables.get(value.name.value, FIRST) if isinstance(value, VariableNode) else None
        try:
            return min(int(str(found)), FIRST_AT_MOST)
        except ValueError:
            return FIRST_AT_MOST

    def _count(self, what: str, more: int) -> None:
        total = getattr(self, what) + more
        setattr(self, what, total)
        if total > (most := getattr(self.limits, what)):
            hints = {"nodes": "lower `first` or ask in several requests"}
            could = "could give" if what == "nodes" else "has"
            raise TooMuch(f"the operation {could} more than {most:,} {what}; {hints.get(what, 'ask for less at once')}")
