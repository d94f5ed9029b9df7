"""What every node has."""

from __future__ import annotations

from typing import Any

import strawberry
from testigo.api.records import Record

ID = "The id: the same in every store that holds what it stands for."


@strawberry.interface(description="Whatever has an id of its own.")
class Node:
    id: strawberry.ID = strawberry.field(description=ID)

    @classmethod
    def is_type_of(cls, source: Any, _info: Any) -> bool:
        """Whether a record is of this type; types are named as labels are."""
        return isinstance(source, Record) and source.label == cls.__name__
