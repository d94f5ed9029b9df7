"""Values on their way: Arrow rows to the driver's parameters, the driver's results to Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import neo4j.graph
import neo4j.time


def sent(value: Any) -> Any:
    """A parameter as both engines keep it: instants in UTC, enums as their notation, tuples and sets as lists."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, Mapping):
        return {key: sent(each) for key, each in value.items()}
    if isinstance(value, str):  # a StrEnum
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray):
        return [sent(each) for each in value]
    return value


_PLAIN = frozenset({str, int, float, bool, type(None), date, bytes})


def _utc(value: datetime) -> datetime:
    """The same instant in UTC. An instant without a zone would be read differently on another machine."""
    if value.tzinfo is None:
        raise ValueError(f"an instant without a time zone: {value.isoformat()}")
    return value.astimezone(UTC)


def received(value: Any) -> Any:
    """A result as Python has it: dates, instants aware in UTC, nodes and relationships as their properties."""
    convert = _CONVERT.get(type(value))
    return convert(value) if convert else _graph(value)


def _graph(value: Any) -> Any:
    if isinstance(value, neo4j.graph.Entity):
        return {key: received(each) for key, each in value.items()}
    if isinstance(value, neo4j.graph.Path):
        return [received(each) for each in value.nodes]
    return value


def _instant(value: neo4j.time.DateTime) -> datetime:
    """ArcadeDB gives an instant back in UTC without its zone."""
    native = value.to_native()
    return native.astimezone(UTC) if native.tzinfo else native.replace(tzinfo=UTC)


def _same(value: Any) -> Any:
    return value


_SAME: frozenset[type] = frozenset(
    {str, int, float, bool, type(None)}
)  # a view's row is a list of these: no call for each
_CONVERT: dict[type, Callable[[Any], Any]] = {
    **dict.fromkeys(_SAME, _same),
    list: lambda value: [each if type(each) in _SAME else received(each) for each in value],
    dict: lambda value: {key: received(each) for key, each in value.items()},
    neo4j.time.Date: lambda value: value.to_native(),
    neo4j.time.DateTime: _instant,
}
